package dev.waybill.audit.cases;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Severity;
import java.util.Set;

/**
 * Incident as one run of an audit reported it.
 *
 * @param audit id of the audit
 * @param stage stage that the audit's main tactic belongs to
 * @param severity severity of the incident
 * @param span time of the events
 * @param events number of the events
 * @param isTrusted whether a trusted principal caused it, so that it may only join a case
 * @param principals principals that tie the incident to others; untrusted input
 * @param addresses addresses that tie the incident to others
 * @param affected affected resources; untrusted input
 */
record ReportedIncident(
    String audit,
    Stage stage,
    Severity severity,
    TimeSpan span,
    long events,
    boolean isTrusted,
    Set<String> principals,
    Set<String> addresses,
    AffectedResources affected) {
  ReportedIncident {
    principals = Set.copyOf(principals);
    addresses = Set.copyOf(addresses);
  }

  /** Returns whether anything ties the incident to others. */
  boolean hasTies() {
    return !principals.isEmpty() || !addresses.isEmpty();
  }

  /** Returns whether the incident counts as a stage, so that it may open a case. */
  boolean isLeading() {
    return !isTrusted && severity.compareTo(Severity.MEDIUM) >= 0;
  }
}
