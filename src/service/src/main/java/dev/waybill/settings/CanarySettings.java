package dev.waybill.settings;

import java.time.Duration;

/**
 * Schedule and time limits of canaries.
 *
 * @param every time from one canary to the next; zero sends none
 * @param sealedWithin time limit from the upload to the sealed record
 * @param loggedWithin time limit from the upload to its event in the log bucket
 * @param kept time that the raw bucket keeps a canary; whole days
 */
public record CanarySettings(
    Duration every, Duration sealedWithin, Duration loggedWithin, Duration kept) {
  /**
   * @throws IllegalArgumentException when a time is negative, a limit is zero, or the time to keep
   *     a canary is not whole days
   */
  public CanarySettings {
    unless(!every.isNegative(), AuditDeclarations.CANARY_EVERY, "must not be negative");
    unless(
        isPositive(sealedWithin), AuditDeclarations.CANARY_SEALED_WITHIN, "must be longer than 0s");
    unless(
        isPositive(loggedWithin), AuditDeclarations.CANARY_LOGGED_WITHIN, "must be longer than 0s");
    unless(
        isPositive(kept) && kept.equals(Duration.ofDays(kept.toDays())),
        AuditDeclarations.CANARY_KEPT,
        "must be whole days, at least 1d: a lifecycle rule counts days");
  }

  private static boolean isPositive(Duration time) {
    return time.compareTo(Duration.ZERO) > 0;
  }

  private static void unless(boolean holds, SettingDeclaration<?> declaration, String expected) {
    InvalidSettingException.unless(holds, declaration.key(), expected);
  }
}
