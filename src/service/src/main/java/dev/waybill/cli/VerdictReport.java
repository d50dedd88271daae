package dev.waybill.cli;

import dev.waybill.verify.VerificationResult;
import dev.waybill.verify.VerificationResult.Finding;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Report of a verification. */
final class VerdictReport {
  private final PrintWriter out;

  VerdictReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints one line per finding, then the verdict. */
  void text(VerificationResult verdict) {
    for (Finding finding : verdict.findings()) {
      String answer = label(finding);
      out.println(pad(finding.subject(), 10) + pad(answer, 6) + Printable.of(finding.detail()));
    }
    out.println(verdict.holds() ? "verified" : "NOT VERIFIED");
    out.flush();
  }

  /** Prints the same as JSON. */
  void json(VerificationResult verdict) {
    List<Map<String, String>> findings =
        verdict.findings().stream().map(VerdictReport::fields).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verified", verdict.holds());
    fields.put("findings", findings);
    out.println(Json.of(fields));
    out.flush();
  }

  private static Map<String, String> fields(Finding finding) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("subject", finding.subject());
    fields.put("answer", label(finding));
    fields.put("detail", finding.detail());
    return fields;
  }

  private static String label(Finding finding) {
    return finding.answer().name().toLowerCase(Locale.ROOT);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
