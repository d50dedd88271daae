package dev.waybill.audit.cases;

import dev.waybill.alert.Severity;

/**
 * Incidents of one audit in a case.
 *
 * @param audit id of the audit
 * @param stage stage of the audit
 * @param severity worst severity of the incidents
 * @param isLeading whether one of them counts as a stage
 * @param span time of the events
 * @param incidents number of incidents that runs of the audit reported
 * @param events number of the events
 */
record CaseStep(
    String audit,
    Stage stage,
    Severity severity,
    boolean isLeading,
    TimeSpan span,
    long incidents,
    long events) {
  static CaseStep of(ReportedIncident incident) {
    return new CaseStep(
        incident.audit(),
        incident.stage(),
        incident.severity(),
        incident.isLeading(),
        incident.span(),
        1,
        incident.events());
  }

  /** Returns both steps as one; the tactics of an audit's file may have changed in between. */
  CaseStep and(CaseStep other) {
    return new CaseStep(
        audit,
        stage.compareTo(other.stage) > 0 ? stage : other.stage,
        severity.compareTo(other.severity) > 0 ? severity : other.severity,
        isLeading || other.isLeading,
        span.and(other.span),
        incidents + other.incidents,
        events + other.events);
  }
}
