package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.Planner.Bound;
import dev.waybill.audit.catalog.Planner.Output;
import dev.waybill.audit.catalog.Planner.Planned;
import dev.waybill.audit.catalog.Planner.Rejected;
import dev.waybill.audit.catalog.Planner.Scan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of an audit by the plan that an engine makes of its statement. */
final class PlanChecks {
  private static final Pattern POSITION_IN_BOUND_SQL = Pattern.compile("line \\d+:\\d+: ");

  private final List<TableRule> rules;

  PlanChecks(List<TableRule> rules) {
    this.rules = List.copyOf(rules);
  }

  List<Problem> of(AuditQuery query, int columnsLine, Binding binding, Planner planner) {
    Planner.Plan plan = planner.outline(binding.sql());
    if (plan instanceof Planned outlined && !unbounded(outlined.scans()).isEmpty()) {
      plan = planner.plan(binding.sql());
    }
    if (plan instanceof Rejected rejected) {
      return List.of(rejection(query, binding, rejected));
    }
    Planned planned = (Planned) plan;
    List<Problem> problems = new ArrayList<>();
    differences(query.columns(), planned.columns())
        .forEach(it -> problems.add(new Problem(query.file(), columnsLine, it)));
    unbounded(planned.scans())
        .forEach(it -> problems.add(new Problem(query.file(), query.line(), it)));
    return problems;
  }

  /** Returns the problems of a statement with its values, which no header describes. */
  List<Problem> of(String file, String sql, Planner planner) {
    Planner.Plan plan = planner.outline(sql);
    if (plan instanceof Planned outlined && !unbounded(outlined.scans()).isEmpty()) {
      plan = planner.plan(sql);
    }
    return plan instanceof Rejected rejected
        ? List.of(new Problem(file, 0, rejected.reason().replaceAll("\\s+", " ")))
        : unbounded(((Planned) plan).scans()).stream().map(it -> new Problem(file, 0, it)).toList();
  }

  private static Problem rejection(AuditQuery query, Binding binding, Rejected rejected) {
    TextPosition at =
        binding
            .template()
            .origin(binding.literals(), new TextPosition(rejected.line(), rejected.column()));
    String reason = POSITION_IN_BOUND_SQL.matcher(rejected.reason()).replaceFirst("");
    return new Problem(
        query.file(), query.line() - 1 + at.line(), at.column(), reason.replaceAll("\\s+", " "));
  }

  /** Returns how declared columns differ from the actual ones. */
  static List<String> differences(List<Column> declared, List<Output> actual) {
    List<String> differences = new ArrayList<>();
    if (declared.size() != actual.size()) {
      differences.add(
          "the SQL returns "
              + actual.size()
              + " columns, but "
              + declared.size()
              + " are declared");
    }
    for (int i = 0; i < Math.min(declared.size(), actual.size()); i++) {
      Column expected = declared.get(i);
      Output output = actual.get(i);
      String name = output.name().toLowerCase(Locale.ROOT);
      if (!expected.name().equals(name)) {
        differences.add(
            "column " + (i + 1) + " of the SQL is " + name + ", declared is " + expected.name());
      } else if (!expected.hasType(output.type())) {
        differences.add(name + " is " + output.type() + ", declared is " + expected.type());
      }
    }
    return differences;
  }

  private Set<String> unbounded(List<Scan> scans) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Scan scan : scans) {
      for (TableRule rule : rules) {
        if (rule.table().equals(scan.table())) {
          unbounded(scan, rule, reasons);
        }
      }
    }
    return reasons;
  }

  private static void unbounded(Scan scan, TableRule rule, Set<String> reasons) {
    for (String column : rule.bounded()) {
      Bound bound = scan.partitions().getOrDefault(column, Bound.NONE);
      if (!bound.isBounded()) {
        String end = bound.below() ? "no last" : bound.above() ? "no first" : "no first and last";
        reasons.add(
            "a scan of "
                + scan.table()
                + " has "
                + end
                + " "
                + column
                + "; bound it by "
                + column
                + " BETWEEN {{first.day}} AND {{last.day}}, with no function around "
                + column);
      }
    }
    for (String column : rule.named()) {
      if (!scan.partitions().getOrDefault(column, Bound.NONE).discrete()) {
        reasons.add(
            "a scan of " + scan.table() + " does not name its " + column + ", as in = 'value'");
      }
    }
  }
}
