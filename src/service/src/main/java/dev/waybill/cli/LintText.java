package dev.waybill.cli;

import dev.waybill.lint.LintReport;
import dev.waybill.lint.LintSeverity;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;

/** Text of the checks before a start: one line for each finding, and a summary. */
final class LintText {
  private LintText() {}

  /**
   * Prints the findings, which may quote any text of a file.
   *
   * @param checked what was checked, such as {@code 29 files}
   */
  static void print(PrintWriter out, LintReport report, String checked) {
    report.findings().forEach(it -> out.println(EscapedText.of(it.toString())));
    long errors = report.count(LintSeverity.ERROR);
    long warnings = report.count(LintSeverity.WARNING);
    out.println(
        checked
            + ": "
            + (report.ok() ? "ok" : count(errors, "error") + ", " + count(warnings, "warning")));
  }

  static String count(long number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
