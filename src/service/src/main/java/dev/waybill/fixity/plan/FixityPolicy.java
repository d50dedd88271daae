package dev.waybill.fixity.plan;

import java.time.Duration;

/**
 * Policy of re-verification.
 *
 * @param every time within which the bytes of every sealed version are read again
 * @param glance time within which the shape of the buckets is looked at again
 * @param budget limits of the work
 * @param floor share of the budget that is used even while intake is behind
 */
public record FixityPolicy(Duration every, Duration glance, FixityBudget budget, double floor) {
  /** Smallest share: a gate that can close stays closed on a busy service. */
  public static final double MIN_FLOOR = 0.1;

  /** Largest time after which a version is overdue, as a share of {@link #every}. */
  public static final double LIMIT_SHARE = 1.1;

  private static final Duration MIN_EVERY = Duration.ofSeconds(10);
  private static final Duration MAX_EVERY = Duration.ofDays(3660);
  private static final Duration YOUNG = Duration.ofHours(24);
  private static final double YOUNG_SHARE = 0.8;

  /**
   * @throws IllegalArgumentException when a value is out of its bounds
   */
  public FixityPolicy {
    if (every.compareTo(MIN_EVERY) < 0 || every.compareTo(MAX_EVERY) > 0) {
      throw new IllegalArgumentException("the period must be between ten seconds and ten years");
    }
    if (glance.isZero() || glance.isNegative() || glance.compareTo(every) > 0) {
      throw new IllegalArgumentException("the time between glances must be within the period");
    }
    if (!(floor >= MIN_FLOOR && floor <= 1)) {
      throw new IllegalArgumentException("the floor must be between " + MIN_FLOOR + " and 1");
    }
  }

  /** Returns a share of the period. */
  public Duration share(double share) {
    return times(every, share);
  }

  /** Returns the time after which a version is overdue. */
  public Duration limit() {
    return share(LIMIT_SHARE);
  }

  /** Returns the time within which a new version is examined first. */
  public Duration young() {
    Duration most = share(YOUNG_SHARE);
    return most.compareTo(YOUNG) < 0 ? most : YOUNG;
  }

  static Duration times(Duration time, double share) {
    return Duration.ofMillis((long) (time.toMillis() * share));
  }
}
