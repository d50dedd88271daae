package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.SqlTemplate.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether what an audit names exists: columns in its header, placeholders in its SQL. */
final class QueryChecks {
  private static final Pattern FROM = Pattern.compile(">=[^\\n<>]*\\{\\{from}}");
  private static final Pattern UNTIL = Pattern.compile("<(?!=)[^\\n<>]*\\{\\{until}}");

  private final AuditQuery query;
  private final ProblemCollector notes;

  QueryChecks(AuditQuery query, ProblemCollector notes) {
    this.query = query;
    this.notes = notes;
  }

  void run() {
    unique("columns", query.columns().stream().map(Column::name));
    unique("parameters", query.parameters().stream().map(Parameter::name));
    known("row", query.row());
    known("incident", query.incident());
    known("resource", List.of(query.resource()));
    known("message", query.message().columns());
    typed("event_time", "timestamp(3)");
    typed("last_time", "timestamp(3)");
    typed("event_count", "bigint");
    typed("severity", "varchar");
    if (!query.has("event_time")) {
      notes.ofKey("columns", "there is no column event_time, which says when it happened");
    }
    sql();
  }

  private void unique(String key, Stream<String> names) {
    Set<String> seen = new HashSet<>();
    names
        .filter(it -> !seen.add(it))
        .forEach(it -> notes.ofKey(key, it + " is there twice in " + key));
  }

  private void known(String key, Iterable<String> names) {
    for (String name : names) {
      if (!name.isEmpty() && !query.has(name)) {
        notes.ofKey(key, key + " names " + name + ", which is none of the columns");
      }
    }
  }

  private void typed(String name, String type) {
    query.columns().stream()
        .filter(it -> it.name().equals(name) && !it.isA(type))
        .forEach(it -> notes.ofKey("columns", name + " is " + it.type() + " and not " + type));
  }

  private void sql() {
    List<SqlTemplate.Fault> faults = new ArrayList<>();
    SqlTemplate template = SqlTemplate.parse(query.sql(), faults);
    faults.forEach(it -> notes.ofSql(it.offset(), it.reason()));
    places(template);
    Set<String> used = template.names();
    Placeholders.OF_THE_WINDOW.stream()
        .filter(it -> !used.contains(it))
        .forEach(it -> notes.ofSql(0, "the SQL does not bound events by {{" + it + "}}"));
    compared(used, Placeholders.FROM, FROM, ">= {{from}}");
    compared(used, Placeholders.UNTIL, UNTIL, "< {{until}}, to which no event belongs");
    query.parameters().stream()
        .filter(it -> !used.contains(it.name()))
        .forEach(
            it -> notes.ofKey("parameters", "the SQL does not use the parameter " + it.name()));
  }

  /** Windows join without a gap, and without an event in two of them. */
  private void compared(Set<String> used, String name, Pattern comparison, String right) {
    if (used.contains(name) && !comparison.matcher(query.sql()).find()) {
      int at = query.sql().indexOf("{{" + name + "}}");
      notes.ofSql(at, "{{" + name + "}} is not compared as in " + right);
    }
  }

  private void places(SqlTemplate template) {
    Set<String> names = new TreeSet<>(Placeholders.ALL);
    query.parameters().forEach(it -> names.add(it.name()));
    for (Place place : template.places()) {
      if (!names.contains(place.name())) {
        notes.ofSql(
            place.start(), "unknown placeholder {{" + place.name() + "}}; there are " + names);
      }
    }
  }
}
