package dev.waybill.audit.run;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Tactic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Rows of one run about the same incident; keeps the first row, the worst severity and the
 * resources.
 */
final class AuditIncident {
  /** Longer values do not help the reader of an alert. */
  private static final int MAX_LENGTH = 4096;

  /** Limit of the addresses that a finding names. */
  private static final int MAX_ADDRESSES = 20;

  private final String uid;
  private final AuditQuery query;
  private final Row first;
  private final Set<String> addresses = new LinkedHashSet<>();
  private AffectedResources affected;
  private Severity severity;
  private Instant firstTime;
  private Instant lastTime;
  private long count;

  AuditIncident(String uid, AuditQuery query, Row row) {
    this.uid = uid;
    this.query = query;
    this.first = row;
    this.affected = AffectedResources.of(resource(row));
    this.severity = severity(row);
    this.firstTime = row.time();
    this.lastTime = row.lastTime();
    this.count = row.count();
    addAddresses(row);
  }

  /**
   * Adds a row.
   *
   * @param name whether to keep the name of the row's resource, or only to count it
   * @return the number of names that are kept in addition
   */
  int add(Row row, boolean name) {
    Severity other = severity(row);
    severity = other.compareTo(severity) > 0 ? other : severity;
    firstTime = row.time().isBefore(firstTime) ? row.time() : firstTime;
    lastTime = row.lastTime().isAfter(lastTime) ? row.lastTime() : lastTime;
    count += row.count();
    addAddresses(row);
    int before = affected.names().size();
    affected = name ? affected.and(AffectedResources.of(resource(row))) : affected.andUnnamed();
    return affected.names().size() - before;
  }

  private void addAddresses(Row row) {
    Stream.of("source_ip", "source_ips")
        .map(it -> row.cells().getOrDefault(it, ""))
        .flatMap(it -> Stream.of(cut(it).split(" ", -1)))
        .filter(it -> !it.isEmpty())
        .takeWhile(it -> addresses.size() < MAX_ADDRESSES)
        .forEach(addresses::add);
  }

  private String resource(Row row) {
    return cut(row.cells().getOrDefault(query.resource(), ""));
  }

  /** Returns the row's own severity, or the query's when the row has no valid one. */
  private Severity severity(Row row) {
    String word = row.cells().getOrDefault("severity", "").toUpperCase(Locale.ROOT);
    for (Severity level : Severity.values()) {
      if (level.name().equals(word)) {
        return level;
      }
    }
    return query.severity();
  }

  /**
   * Returns the finding.
   *
   * @param evidence states whether the log files of a span of time are as CloudTrail wrote them
   */
  Finding finding(String report, BiFunction<Instant, Instant, String> evidence, Instant now) {
    return new Finding(
        uid,
        query.id(),
        query.title(),
        severity,
        oneLine(query.message().fill(first.cells())),
        query.response(),
        resource(first),
        now,
        new OccurrenceStats(firstTime, lastTime, count, report),
        details(cut(evidence.apply(firstTime, lastTime))),
        query.references(),
        affected);
  }

  private Map<String, String> details(String logs) {
    Map<String, String> details = new LinkedHashMap<>();
    query
        .columns()
        .forEach(
            column -> {
              String value = first.cells().get(column.name());
              if (value != null) {
                details.put(column.name(), cut(value));
              }
            });
    if (addresses.size() > 1) {
      details.put("addresses", String.join(" ", addresses));
    }
    details.put("tactics", Tactic.list(query.tactics()));
    details.put("logs", logs);
    return details;
  }

  private static String oneLine(String text) {
    return cut(text.replaceAll("\\R", " "));
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end) + "… (" + (text.length() - end) + " characters more)";
  }
}
