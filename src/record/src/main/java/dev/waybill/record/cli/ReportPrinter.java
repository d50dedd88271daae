package dev.waybill.record.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Printer of verification reports. */
final class ReportPrinter {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Keeps untrusted input from controlling the terminal; the meaning is the same.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private final PrintStream out;

  ReportPrinter(PrintStream out) {
    this.out = out;
  }

  /** Prints one line per finding, then the verdict. */
  void printText(VerificationReport report) {
    for (VerificationFinding finding : report.findings()) {
      out.println(
          pad(finding.subject(), 10)
              + pad(finding.answer().label(), 6)
              + EscapedText.of(finding.detail()));
    }
    out.println(verdict(report));
  }

  private static String verdict(VerificationReport report) {
    if (!report.isVerified()) {
      return "NOT VERIFIED";
    }
    return report.isObjectCompared()
        ? "verified"
        : "verified (the record only; the object was not compared, give --object FILE)";
  }

  /** Prints one JSON object. */
  void printJson(VerificationReport report) {
    List<Map<String, String>> findings =
        report.findings().stream().map(ReportPrinter::fields).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verified", report.isVerified());
    fields.put("objectCompared", report.isObjectCompared());
    fields.put("findings", findings);
    try {
      out.println(JSON.writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> fields(VerificationFinding finding) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("subject", finding.subject());
    fields.put("answer", finding.answer().label());
    fields.put("detail", finding.detail());
    return fields;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
