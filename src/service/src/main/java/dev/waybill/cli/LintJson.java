package dev.waybill.cli;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that the checks before a start share; docs/reference/lint-json.md describes it. */
final class LintJson {
  private LintJson() {}

  /** Returns a mutable map, so that a command can add members of its own. */
  static Map<String, Object> of(LintReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", report.ok());
    json.put("findings", report.findings().stream().map(LintJson::of).toList());
    return json;
  }

  private static Map<String, @Nullable Object> of(LintFinding finding) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("check", finding.check());
    json.put("severity", finding.severity().word());
    json.put("file", finding.file());
    json.put("line", finding.line() == 0 ? null : finding.line());
    json.put("id", finding.id());
    json.put("problem", finding.problem());
    json.put("fix", finding.fix());
    return json;
  }
}
