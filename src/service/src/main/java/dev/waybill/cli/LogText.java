package dev.waybill.cli;

import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.Quantity;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text and JSON that the command {@code log} prints. */
final class LogText {
  private static final int SUBJECT_WIDTH = 13;
  private static final int ANSWER_WIDTH = 6;

  private final PrintWriter out;

  LogText(PrintWriter out) {
    this.out = out;
  }

  /** Returns true when no check failed, and one passed. */
  static boolean isVerified(List<VerificationFinding> findings) {
    return findings.stream().anyMatch(it -> it.answer() == Answer.OK)
        && findings.stream().noneMatch(it -> it.answer() == Answer.BAD);
  }

  void print(List<VerificationFinding> findings) {
    for (VerificationFinding finding : findings) {
      line(
          pad(finding.subject(), SUBJECT_WIDTH)
              + pad(finding.answer().label(), ANSWER_WIDTH)
              + finding.detail());
    }
    line(isVerified(findings) ? "verified" : "NOT VERIFIED");
  }

  void json(List<VerificationFinding> findings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("verified", isVerified(findings));
    fields.put("findings", findings.stream().map(LogText::fields).toList());
    json(fields);
  }

  private static Map<String, String> fields(VerificationFinding finding) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("subject", finding.subject());
    fields.put("answer", finding.answer().label());
    fields.put("detail", finding.detail());
    return fields;
  }

  /**
   * Prints the result of a proof.
   *
   * @param file the file with the proof; null when there is none, or it is on standard output
   */
  void print(LogService.Proven proven, @Nullable Path file) {
    LogProof proof = proven.proof();
    line("record       " + proven.record());
    if (proof != null) {
      line("index        " + proof.index() + " of " + proven.size());
      if (proven.cosigners().isEmpty()) {
        line("cosigned by  no witness");
      }
      proven.cosigners().forEach(it -> line("cosigned by  " + it.witness() + " at " + it.at()));
    }
    if (file != null) {
      line("proof        " + file);
    }
    if (!proven.problem().isEmpty()) {
      line("NOT PROVEN: " + proven.problem());
    }
  }

  void json(LogService.Proven proven, @Nullable Path file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    LogProof proof = proven.proof();
    fields.put("proven", proven.problem().isEmpty());
    fields.put("record", proven.record());
    if (proof != null) {
      fields.put("index", proof.index());
    }
    fields.put("size", proven.size());
    fields.put(
        "cosignatures",
        proven.cosigners().stream()
            .map(it -> Map.of("witness", it.witness(), "at", it.at().toString()))
            .toList());
    if (file != null) {
      fields.put("file", file.toString());
    }
    if (!proven.problem().isEmpty()) {
      fields.put("problem", proven.problem());
    }
    json(fields);
  }

  void print(LogService.Defect defect) {
    line(defect.rule() + "  " + defect.key() + "  " + defect.detail());
  }

  /**
   * Prints the end of a check.
   *
   * @param size the number of entries; -1 without a valid checkpoint
   */
  void summary(long size, int defects) {
    String entries = size < 0 ? "no valid checkpoint" : Quantity.ofEntries(size);
    line(defects == 0 ? entries + ", no defects" : entries + ", DEFECTS: " + defects);
  }

  void json(long size, List<LogService.Defect> defects) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("size", size < 0 ? null : size);
    fields.put("defects", defects.stream().map(LogText::fields).toList());
    json(fields);
  }

  private static Map<String, String> fields(LogService.Defect defect) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("rule", defect.rule());
    fields.put("key", defect.key());
    fields.put("detail", defect.detail());
    return fields;
  }

  private void json(Map<String, Object> fields) {
    out.println(Json.of(fields));
    out.flush();
  }

  private void line(String text) {
    out.println(EscapedText.of(text));
    out.flush();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
