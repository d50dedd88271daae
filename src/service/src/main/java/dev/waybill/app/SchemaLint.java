package dev.waybill.app;

import dev.waybill.audit.catalog.AuditLint;
import dev.waybill.audit.catalog.Column;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.Planner;
import dev.waybill.audit.catalog.Problem;
import dev.waybill.audit.catalog.TableRule;
import dev.waybill.baseline.schema.InvalidScriptException;
import dev.waybill.baseline.schema.SchemaScript;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.baseline.schema.TableScript;
import dev.waybill.baseline.schema.ViewScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What lint says of {@code sql/schema}, and what the tables there ask of whoever reads them. */
final class SchemaLint {
  private static final Pattern REFUSED =
      Pattern.compile("DDL statement (\\d+): (.*)", Pattern.DOTALL);
  private static final Pattern PROJECTED = Pattern.compile("projection\\.(\\w+)\\.type");

  private final Map<String, SchemaScript> scripts;
  private final List<LintResult> wrong;

  private SchemaLint(Map<String, SchemaScript> scripts, List<LintResult> wrong) {
    this.scripts = scripts;
    this.wrong = wrong;
  }

  static SchemaLint of(SchemaScripts scripts) {
    try {
      return new SchemaLint(scripts.all(), List.of());
    } catch (InvalidScriptException e) {
      Map<String, List<Problem>> byFile = new TreeMap<>();
      for (String problem : e.problems()) {
        String[] parts = problem.split(": ", 2);
        byFile
            .computeIfAbsent(parts[0], it -> new ArrayList<>())
            .add(new Problem(parts[0], 0, parts[1]));
      }
      return new SchemaLint(
          Map.of(),
          byFile.entrySet().stream()
              .map(it -> new LintResult(it.getKey(), it.getValue()))
              .toList());
    }
  }

  /** The files of which something is wrong already in their structure. */
  List<LintResult> wrong() {
    return wrong;
  }

  /** Each file, compared with what the engine made of it where there is one. */
  List<LintResult> check(@Nullable Planner planner) {
    return scripts.entrySet().stream()
        .map(
            it ->
                planner != null && it.getValue() instanceof ViewScript view
                    ? AuditLint.table(it.getKey(), view.name(), columns(view), planner)
                    : new LintResult(it.getKey(), List.of()))
        .toList();
  }

  /** A statement that the engine refused, as told when it was opened with all of them. */
  LintResult refused(IllegalArgumentException refusal) {
    String message = String.valueOf(refusal.getMessage()).replaceAll("\\s+", " ");
    Matcher numbered = REFUSED.matcher(message);
    List<String> files = List.copyOf(scripts.keySet());
    if (!numbered.matches() || Integer.parseInt(numbered.group(1)) > files.size()) {
      throw refusal;
    }
    String file = files.get(Integer.parseInt(numbered.group(1)) - 1);
    return new LintResult(file, List.of(new Problem(file, 0, numbered.group(2))));
  }

  /** A projected date reads every day since it began unless bounded; an injected column nothing. */
  List<TableRule> rules() {
    return scripts.values().stream()
        .filter(TableScript.class::isInstance)
        .map(TableScript.class::cast)
        .map(it -> new TableRule(it.name(), projected(it, "date"), projected(it, "injected")))
        .toList();
  }

  private static Set<String> projected(TableScript table, String type) {
    return table.properties().entrySet().stream()
        .filter(it -> it.getValue().equals(type))
        .map(it -> PROJECTED.matcher(it.getKey()))
        .filter(Matcher::matches)
        .map(it -> it.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Column> columns(ViewScript view) {
    return view.columns().entrySet().stream()
        .map(it -> new Column(it.getKey(), it.getValue()))
        .toList();
  }
}
