package dev.waybill.settings;

import java.time.Duration;
import java.util.Map;

/**
 * Schedule and limits of the audits.
 *
 * @param enabled true when the service runs audits
 * @param lookBack time before the end of the last run that the next run covers again, because
 *     CloudTrail delivers late
 * @param catchUp the same for the first run of a day
 * @param queryTimeout time after which a query is stopped
 * @param concurrent limit of audits that run in parallel
 * @param tunings settings of single audits that differ from the audits' own files, by audit id
 */
public record AuditRunSettings(
    boolean enabled,
    Duration lookBack,
    Duration catchUp,
    Duration queryTimeout,
    int concurrent,
    Map<String, AuditTuning> tunings) {
  /**
   * @throws IllegalArgumentException when the catch-up is shorter than the look-back, or when no
   *     audit may run
   */
  public AuditRunSettings {
    tunings = Map.copyOf(tunings);
    InvalidSettingException.unless(
        catchUp.compareTo(lookBack) >= 0,
        AuditDeclarations.AUDIT_CATCH_UP.key(),
        "must not be shorter than " + AuditDeclarations.AUDIT_LOOK_BACK.key());
    AuditDeclarations.AUDIT_CONCURRENT.check(concurrent);
  }

  /** Returns the settings of one audit. */
  public AuditTuning tuning(String audit) {
    return tunings.getOrDefault(audit, AuditTuning.NONE);
  }

  /** Returns the same settings with audits switched off. */
  AuditRunSettings off() {
    return new AuditRunSettings(false, lookBack, catchUp, queryTimeout, concurrent, tunings);
  }
}
