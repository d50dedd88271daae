package dev.waybill.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Schedule and time limit of drills.
 *
 * @param every time from the begin of one drill to the next; zero for none
 * @param within time within which what was altered has to be found
 * @param kmsKey ARN of the key under which drills encrypt objects again; null when none does
 */
public record DrillSettings(Duration every, Duration within, @Nullable String kmsKey) {
  /** Time that a default limit is longer than the time between two glances. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /** Age below which a glance does not judge an object. */
  private static final Duration UNJUDGED = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException when a value is outside its bounds
   */
  public DrillSettings {
    DrillDeclarations.EVERY.check(every);
    DrillDeclarations.WITHIN.check(within);
    if (kmsKey != null) {
      DrillDeclarations.KMS_KEY.check(kmsKey);
    }
  }

  /**
   * Returns the settings of drills that a glance can find.
   *
   * @param within the limit; zero for one that follows from the glance
   * @param fixity settings of re-verification, without which there are no drills
   * @throws IllegalArgumentException when the limit is shorter than detection takes
   */
  static DrillSettings of(
      Duration every, Duration within, @Nullable String kmsKey, FixitySettings fixity) {
    boolean isPossible = fixity.enabled() && !fixity.glance().isZero();
    Duration limit = within.isZero() ? fixity.glance().plus(MARGIN) : within;
    InvalidSettingException.unless(
        !isPossible || every.isZero() || !limit.minus(UNJUDGED).minus(fixity.glance()).isNegative(),
        DrillDeclarations.WITHIN.key(),
        "must be at least one hour longer than " + FixityDeclarations.GLANCE.key() + ", or 0s");
    return new DrillSettings(isPossible ? every : Duration.ZERO, limit, kmsKey);
  }
}
