package dev.waybill.settings;

import java.time.Duration;
import java.util.Map;

/**
 * When and how audits are run.
 *
 * @param enabled {@code waybill.audit.enabled}: whether any is run by the service
 * @param lookBack {@code waybill.audit.look-back}: how far each run looks behind the last one,
 *     since CloudTrail delivers late
 * @param catchUp {@code waybill.audit.catch-up}: how far the first run of a day does
 * @param queryTimeout {@code waybill.audit.query-timeout}: after which a query is stopped
 * @param concurrent {@code waybill.audit.concurrent}: audits under way at once
 * @param tunings {@code waybill.audit.<id>.*}: what differs from the audits' own files, by id
 */
public record AuditRunSettings(
    boolean enabled,
    Duration lookBack,
    Duration catchUp,
    Duration queryTimeout,
    int concurrent,
    Map<String, AuditTuning> tunings) {
  /**
   * @throws IllegalArgumentException when the catch-up is shorter than the look-back
   */
  public AuditRunSettings {
    tunings = Map.copyOf(tunings);
    InvalidSettingException.unless(
        catchUp.compareTo(lookBack) >= 0,
        Keys.AUDIT_CATCH_UP.name(),
        "must not be shorter than " + Keys.AUDIT_LOOK_BACK.name());
    InvalidSettingException.unless(
        concurrent >= 1, Keys.AUDIT_CONCURRENT.name(), "must be at least 1");
  }

  /** What is set about an audit. */
  public AuditTuning tuning(String audit) {
    return tunings.getOrDefault(audit, AuditTuning.NONE);
  }

  AuditRunSettings off() {
    return new AuditRunSettings(false, lookBack, catchUp, queryTimeout, concurrent, tunings);
  }
}
