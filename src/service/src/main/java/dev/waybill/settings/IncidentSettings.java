package dev.waybill.settings;

import java.time.Duration;

/**
 * Times and limits of incident alerts, and the schedule of the baseline check.
 *
 * @param repeat time after which an incident that lasts is reported again
 * @param gather time in which new resources of a severe incident are gathered before they are
 *     reported
 * @param quiet time without a report after which an incident is over
 * @param storm limit of new incidents of one rule that are reported individually in an hour
 * @param baselineEvery time from one check of the baseline to the next; zero checks none
 */
public record IncidentSettings(
    Duration repeat, Duration gather, Duration quiet, int storm, Duration baselineEvery) {
  /**
   * @throws IllegalArgumentException when a time is negative, or a limit is zero or negative
   */
  public IncidentSettings {
    InvalidSettingException.unless(
        isPositive(repeat), AlertDeclarations.ALERT_REPEAT.key(), "must be longer than 0s");
    InvalidSettingException.unless(
        isPositive(gather), AlertDeclarations.ALERT_GATHER.key(), "must be longer than 0s");
    InvalidSettingException.unless(
        isPositive(quiet), AlertDeclarations.ALERT_QUIET.key(), "must be longer than 0s");
    AlertDeclarations.ALERT_STORM.check(storm);
    InvalidSettingException.unless(
        !baselineEvery.isNegative(),
        AlertDeclarations.BASELINE_EVERY.key(),
        "must not be negative");
  }

  private static boolean isPositive(Duration time) {
    return time.compareTo(Duration.ZERO) > 0;
  }
}
