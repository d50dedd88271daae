package dev.waybill.settings;

import java.time.Duration;

/**
 * When what is wrong is told, and what the service looks at itself.
 *
 * @param repeat {@code waybill.alert.repeat}: after how long an incident that lasts is told again
 * @param quiet {@code waybill.alert.quiet}: after how long without a report an incident is over
 * @param storm {@code waybill.alert.storm}: how many of one rule are told one by one in an hour
 * @param baselineEvery {@code waybill.baseline.every}: from one check of the baseline to the next;
 *     zero for none
 */
public record IncidentSettings(Duration repeat, Duration quiet, int storm, Duration baselineEvery) {
  /**
   * @throws IllegalArgumentException when a value is none that makes sense
   */
  public IncidentSettings {
    InvalidSettingException.unless(
        isPositive(repeat), Keys.ALERT_REPEAT.name(), "must be longer than 0s");
    InvalidSettingException.unless(
        isPositive(quiet), Keys.ALERT_QUIET.name(), "must be longer than 0s");
    InvalidSettingException.unless(storm >= 1, Keys.ALERT_STORM.name(), "must be at least 1");
    InvalidSettingException.unless(
        !baselineEvery.isNegative(), Keys.BASELINE_EVERY.name(), "must not be negative");
  }

  private static boolean isPositive(Duration time) {
    return time.compareTo(Duration.ZERO) > 0;
  }
}
