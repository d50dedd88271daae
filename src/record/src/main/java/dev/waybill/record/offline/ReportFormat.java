package dev.waybill.record.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Text and JSON forms of a verification report; safe to print on a terminal. */
public final class ReportFormat {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Keeps untrusted input from controlling the terminal; the meaning is the same.
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private ReportFormat() {}

  /**
   * Returns one line per finding, then the verdict; each line ends with the platform's end.
   *
   * @param accepted conclusions that the user accepts by name
   */
  public static String text(VerificationReport report, Set<Conclusion> accepted) {
    StringBuilder text = new StringBuilder();
    for (VerificationFinding finding : report.findings()) {
      text.append(pad(finding.subject(), 10))
          .append(pad(finding.answer().label(), 6))
          .append(EscapedText.of(finding.detail()))
          .append(System.lineSeparator());
    }
    return text.append(verdict(report, accepted)).append(System.lineSeparator()).toString();
  }

  /** Names what was not compared, unless a failed check makes it irrelevant. */
  private static String verdict(VerificationReport report, Set<Conclusion> accepted) {
    Conclusion conclusion = report.conclusion();
    String verdict = conclusion.verdict(report.isAccepted(accepted));
    return conclusion == Conclusion.NOT_VERIFIED || report.open().isEmpty()
        ? verdict
        : verdict + " (open: " + String.join(", ", report.open()) + ")";
  }

  /**
   * Returns one JSON object; its end is the end of a line.
   *
   * @param accepted conclusions that the user accepts by name
   */
  public static String json(VerificationReport report, Set<Conclusion> accepted) {
    List<Map<String, String>> findings =
        report.findings().stream().map(ReportFormat::fields).toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verified", report.isVerified());
    fields.put("verdict", verdict(report, accepted));
    fields.put("objectCompared", report.isObjectCompared());
    fields.put("open", report.open());
    fields.put("findings", findings);
    try {
      return JSON.writeValueAsString(fields) + System.lineSeparator();
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
