package dev.waybill.settings;

import java.time.Duration;

/**
 * The small objects that prove the chain works.
 *
 * @param every {@code waybill.canary.every}: from one to the next; zero sends none
 * @param sealedWithin {@code waybill.canary.sealed-within}: from upload to sealed record
 * @param loggedWithin {@code waybill.canary.logged-within}: from upload to its event in the log
 *     bucket
 * @param kept {@code waybill.canary.kept}: how long the raw bucket keeps one; whole days
 */
public record CanarySettings(
    Duration every, Duration sealedWithin, Duration loggedWithin, Duration kept) {
  /**
   * @throws IllegalArgumentException when a time is none that can be kept
   */
  public CanarySettings {
    unless(!every.isNegative(), Keys.CANARY_EVERY, "must not be negative");
    unless(isPositive(sealedWithin), Keys.CANARY_SEALED_WITHIN, "must be longer than 0s");
    unless(isPositive(loggedWithin), Keys.CANARY_LOGGED_WITHIN, "must be longer than 0s");
    unless(
        isPositive(kept) && kept.equals(Duration.ofDays(kept.toDays())),
        Keys.CANARY_KEPT,
        "must be whole days, at least 1d: a lifecycle rule counts days");
  }

  private static boolean isPositive(Duration time) {
    return time.compareTo(Duration.ZERO) > 0;
  }

  private static void unless(boolean holds, Key<?> key, String expected) {
    InvalidSettingException.unless(holds, key.name(), expected);
  }
}
