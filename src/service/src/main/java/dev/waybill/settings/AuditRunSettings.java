package dev.waybill.settings;

import java.time.Duration;
import java.util.Map;

/**
 * Schedule and limits of the audits.
 *
 * @param enabled true when the service runs audits
 * @param claimsEvery time from one file of claims of calls to the next; zero for none
 * @param lookBack time before the end of the last run that the next run covers again, because
 *     CloudTrail delivers late
 * @param catchUp the same for the first run of a day
 * @param queryTimeout time after which a query is stopped
 * @param concurrent limit of audits that run in parallel
 * @param cases rule by which incidents are tied to cases
 * @param tunings settings of single audits that differ from the audits' own files, by audit id
 */
public record AuditRunSettings(
    boolean enabled,
    Duration claimsEvery,
    Duration lookBack,
    Duration catchUp,
    Duration queryTimeout,
    int concurrent,
    CaseSettings cases,
    Map<String, AuditTuning> tunings) {
  /** Audit that finds the calls of the service's role that no claim names. */
  static final String AUDIT_OF_CLAIMS = "PL-07";

  /**
   * @throws IllegalArgumentException when the catch-up is shorter than the look-back, or when no
   *     audit may run
   */
  public AuditRunSettings {
    tunings = Map.copyOf(tunings);
    AuditDeclarations.CLAIMS_EVERY.check(claimsEvery);
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
    return new AuditRunSettings(
        false, claimsEvery, lookBack, catchUp, queryTimeout, concurrent, cases, tunings);
  }
}
