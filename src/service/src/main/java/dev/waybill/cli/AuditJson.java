package dev.waybill.cli;

import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.Problem;
import dev.waybill.audit.catalog.Tactic;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import dev.waybill.settings.SettingsLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON of audits and of their lint. */
final class AuditJson {
  private AuditJson() {}

  static Map<String, Object> of(AuditService.Listed audit) {
    AuditQuery query = audit.query();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", query.id());
    json.put("title", query.title());
    json.put("question", query.question());
    json.put("severity", query.severity().name().toLowerCase(Locale.ROOT));
    json.put("schedule", SettingsLoader.show(query.schedule()));
    json.put("window", SettingsLoader.show(query.window()));
    json.put("tactics", query.tactics().stream().map(Tactic::title).toList());
    json.put("references", query.references());
    Map<String, String> parameters = new LinkedHashMap<>();
    query.parameters().forEach(it -> parameters.put(it.name(), it.preset().text()));
    json.put("parameters", parameters);
    json.put("falsePositives", query.falsePositives());
    json.put("response", query.response());
    json.put("file", query.file());
    json.put("enabled", audit.enabled());
    return json;
  }

  static Map<String, Object> of(AuditService.Lint lint) {
    Map<String, Object> json = LintJson.of(report(lint));
    json.put("planned", lint.notPlanned().isEmpty());
    json.put("notPlanned", lint.notPlanned());
    json.put("files", lint.files().stream().map(AuditJson::of).toList());
    return json;
  }

  /** Returns the problems of the files as findings, as the other checks report them. */
  static LintReport report(AuditService.Lint lint) {
    List<LintFinding> findings = new ArrayList<>();
    for (LintResult file : lint.files()) {
      for (Problem problem : file.problems()) {
        findings.add(
            LintFinding.error("audit", file.file(), problem.line(), null, problem.reason(), ""));
      }
    }
    return LintReport.of(findings);
  }

  private static Map<String, Object> of(LintResult checked) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", checked.file());
    json.put("ok", checked.problems().isEmpty());
    json.put("problems", checked.problems().stream().map(AuditJson::of).toList());
    return json;
  }

  private static Map<String, Object> of(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", problem.line());
    json.put("column", problem.column());
    json.put("reason", problem.reason());
    return json;
  }
}
