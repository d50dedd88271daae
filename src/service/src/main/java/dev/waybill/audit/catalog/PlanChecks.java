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

/** What a plan tells about the audit that it was made of. */
final class PlanChecks {
  private static final Pattern PLACE_IN_THE_BOUND_ONE = Pattern.compile("line \\d+:\\d+: ");

  private final List<TableRule> rules;

  PlanChecks(List<TableRule> rules) {
    this.rules = List.copyOf(rules);
  }

  List<Problem> of(AuditQuery query, int columnsLine, Binding binding, Planner planner) {
    Planner.Plan plan = planner.plan(binding.sql());
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

  private static Problem rejection(AuditQuery query, Binding binding, Rejected rejected) {
    TextPosition at =
        binding
            .template()
            .origin(binding.literals(), new TextPosition(rejected.line(), rejected.column()));
    String reason = PLACE_IN_THE_BOUND_ONE.matcher(rejected.reason()).replaceFirst("");
    return new Problem(
        query.file(), query.line() - 1 + at.line(), at.column(), reason.replaceAll("\\s+", " "));
  }

  /** How the columns that a header or comment declares differ from those that there are. */
  static List<String> differences(List<Column> declared, List<Output> there) {
    List<String> differences = new ArrayList<>();
    if (declared.size() != there.size()) {
      differences.add(
          "the SQL gives " + there.size() + " columns, and " + declared.size() + " are declared");
    }
    for (int i = 0; i < Math.min(declared.size(), there.size()); i++) {
      Column wanted = declared.get(i);
      Output is = there.get(i);
      String name = is.name().toLowerCase(Locale.ROOT);
      if (!wanted.name().equals(name)) {
        differences.add(
            "column " + (i + 1) + " of the SQL is " + name + ", declared is " + wanted.name());
      } else if (!wanted.isA(is.type())) {
        differences.add(name + " is " + is.type() + ", declared is " + wanted.type());
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
      if (!bound.both()) {
        String end = bound.below() ? "no last" : bound.above() ? "no first" : "no first and last";
        reasons.add(
            "a reading of "
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
            "a reading of " + scan.table() + " does not name its " + column + ", as in = 'value'");
      }
    }
  }
}
