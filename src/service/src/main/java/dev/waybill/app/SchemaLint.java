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

/** Lint of {@code sql/schema}, and the rules that its tables impose on queries. */
final class SchemaLint {
  private static final Pattern REJECTED_STATEMENT =
      Pattern.compile("DDL statement (\\d+): (.*)", Pattern.DOTALL);
  private static final Pattern PROJECTED = Pattern.compile("projection\\.(\\w+)\\.type");

  private final Map<String, SchemaScript> scripts;
  private final List<LintResult> invalid;

  private SchemaLint(Map<String, SchemaScript> scripts, List<LintResult> invalid) {
    this.scripts = scripts;
    this.invalid = invalid;
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

  /** Returns the files with an invalid structure. */
  List<LintResult> invalid() {
    return invalid;
  }

  /**
   * Checks each file.
   *
   * @param planner the engine that the views are compared with; null for a check without one
   */
  List<LintResult> check(@Nullable Planner planner) {
    return scripts.entrySet().stream()
        .map(
            it ->
                planner != null && it.getValue() instanceof ViewScript view
                    ? AuditLint.table(it.getKey(), view.name(), columns(view), planner)
                    : new LintResult(it.getKey(), List.of()))
        .toList();
  }

  /** Returns the file of the statement that the engine rejected when it was opened. */
  LintResult rejected(IllegalArgumentException rejection) {
    String message = String.valueOf(rejection.getMessage()).replaceAll("\\s+", " ");
    Matcher numbered = REJECTED_STATEMENT.matcher(message);
    List<String> files = List.copyOf(scripts.keySet());
    if (!numbered.matches() || Integer.parseInt(numbered.group(1)) > files.size()) {
      throw rejection;
    }
    String file = files.get(Integer.parseInt(numbered.group(1)) - 1);
    return new LintResult(file, List.of(new Problem(file, 0, numbered.group(2))));
  }

  /**
   * Returns the rules of the tables: an unbounded projected date reads every day since its start,
   * and an injected column without a value reads nothing.
   */
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
