package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.audit.catalog.AuditQuery;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The rows of one run that tell of the same thing; only the first and the worst are kept. */
final class AuditIncident {
  /** A value longer than this says no more to who reads an alert. */
  private static final int LONGEST = 4096;

  private final String uid;
  private final AuditQuery query;
  private final Row example;
  private Severity severity;
  private Instant first;
  private Instant last;
  private long count;

  AuditIncident(String uid, AuditQuery query, Row row) {
    this.uid = uid;
    this.query = query;
    this.example = row;
    this.severity = severity(row);
    this.first = row.time();
    this.last = row.lastTime();
    this.count = row.count();
  }

  void again(Row row) {
    Severity theirs = severity(row);
    severity = theirs.compareTo(severity) > 0 ? theirs : severity;
    first = row.time().isBefore(first) ? row.time() : first;
    last = row.lastTime().isAfter(last) ? row.lastTime() : last;
    count += row.count();
  }

  /** A query may judge each row by itself; a word that is no severity changes nothing. */
  private Severity severity(Row row) {
    String word = row.cells().getOrDefault("severity", "").toUpperCase(Locale.ROOT);
    for (Severity level : Severity.values()) {
      if (level.name().equals(word)) {
        return level;
      }
    }
    return query.severity();
  }

  Finding finding(String report, Instant now) {
    return new Finding(
        uid,
        query.id(),
        query.title(),
        severity,
        oneLine(query.message().fill(example.cells())),
        query.response(),
        example.cells().getOrDefault(query.resource(), ""),
        now,
        new OccurrenceStats(first, last, count, report),
        details(),
        query.references());
  }

  private Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    query
        .columns()
        .forEach(
            column -> {
              String value = example.cells().get(column.name());
              if (value != null) {
                details.put(column.name(), cut(value));
              }
            });
    return details;
  }

  private static String oneLine(String text) {
    return cut(text.replaceAll("\\R", " "));
  }

  private static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "… (" + (text.length() - end) + " characters more)";
  }
}
