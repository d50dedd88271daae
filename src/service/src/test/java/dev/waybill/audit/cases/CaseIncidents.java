package dev.waybill.audit.cases;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Sample incidents of cases. */
final class CaseIncidents {
  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final Duration WITHIN = Duration.ofHours(24);
  static final Duration KEPT = Duration.ofDays(4);
  static final String MALLORY = "arn:aws:iam::111122223333:user/mallory";
  static final String ADDRESS = "198.51.100.7";

  private CaseIncidents() {}

  /** Returns an incident of one event, some hours after noon. */
  static ReportedIncident incident(
      String audit, Stage stage, Severity severity, int hours, Set<String> who, Set<String> where) {
    Instant at = NOON.plus(Duration.ofHours(hours));
    return new ReportedIncident(
        audit,
        stage,
        severity,
        new TimeSpan(at, at),
        1,
        false,
        who,
        where,
        AffectedResources.of("resource of " + audit));
  }

  static ReportedIncident mallory(String audit, Stage stage, Severity severity, int hours) {
    return incident(audit, stage, severity, hours, Set.of(MALLORY), Set.of());
  }

  static CaseBook add(CaseBook book, String run, ReportedIncident... incidents) {
    return book.with(incidents[0].audit(), run, List.of(incidents), WITHIN, KEPT, NOON);
  }
}
