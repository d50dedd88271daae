package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.SqlTemplate.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks of the columns that an audit's header names and the placeholders that its SQL uses. */
final class QueryChecks {
  private static final Pattern FROM = Pattern.compile(">=[^\\n<>]*\\{\\{from}}");
  private static final Pattern UNTIL = Pattern.compile("<(?!=)[^\\n<>]*\\{\\{until}}");

  private final AuditQuery query;
  private final ProblemCollector problems;

  QueryChecks(AuditQuery query, ProblemCollector problems) {
    this.query = query;
    this.problems = problems;
  }

  void run() {
    unique("columns", query.columns().stream().map(Column::name));
    unique("tactics", query.tactics().stream().map(Tactic::title));
    unique("parameters", query.parameters().stream().map(Parameter::name));
    known("row", query.row());
    known("incident", query.incident());
    known("resource", List.of(query.resource()));
    known("message", query.message().columns());
    typed("event_time", "timestamp(3)");
    typed("last_time", "timestamp(3)");
    typed("event_count", "bigint");
    typed("severity", "varchar");
    if (!query.hasColumn("event_time")) {
      problems.addAtKey("columns", "the column event_time, the time of the event, is missing");
    }
    sql();
  }

  private void unique(String key, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names
        .filter(it -> !seen.add(it))
        .forEach(it -> problems.addAtKey(key, it + " occurs twice in " + key));
  }

  private void known(String key, Iterable<String> names) {
    for (String name : names) {
      if (!name.isEmpty() && !query.hasColumn(name)) {
        problems.addAtKey(key, key + " names " + name + ", which is not one of the columns");
      }
    }
  }

  private void typed(String name, String type) {
    query.columns().stream()
        .filter(it -> it.name().equals(name) && !it.hasType(type))
        .forEach(
            it -> problems.addAtKey("columns", name + " is " + it.type() + " and not " + type));
  }

  private void sql() {
    List<SqlTemplate.Fault> faults = new ArrayList<>();
    SqlTemplate template = SqlTemplate.parse(query.sql(), faults);
    faults.forEach(it -> problems.addAtSql(it.offset(), it.reason()));
    places(template);
    Set<String> used = template.names();
    Placeholders.WINDOW.stream()
        .filter(it -> !used.contains(it))
        .forEach(it -> problems.addAtSql(0, "the SQL does not bound events by {{" + it + "}}"));
    compared(used, Placeholders.FROM, FROM, ">= {{from}}");
    compared(used, Placeholders.UNTIL, UNTIL, "< {{until}}, to which no event belongs");
    query.parameters().stream()
        .filter(it -> !used.contains(it.name()))
        .forEach(
            it ->
                problems.addAtKey("parameters", "the SQL does not use the parameter " + it.name()));
  }

  /** Checks the comparison, so that windows join without a gap or an overlap. */
  private void compared(Set<String> used, String name, Pattern comparison, String right) {
    if (used.contains(name) && !comparison.matcher(query.sql()).find()) {
      int at = query.sql().indexOf("{{" + name + "}}");
      problems.addAtSql(at, "{{" + name + "}} is not compared as in " + right);
    }
  }

  private void places(SqlTemplate template) {
    Set<String> names = new TreeSet<>(Placeholders.ALL);
    query.parameters().forEach(it -> names.add(it.name()));
    for (Place place : template.places()) {
      if (!names.contains(place.name())) {
        problems.addAtSql(
            place.start(), "unknown placeholder {{" + place.name() + "}}; there are " + names);
      }
    }
  }
}
