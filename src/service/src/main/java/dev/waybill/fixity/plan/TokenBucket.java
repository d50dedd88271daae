package dev.waybill.fixity.plan;

/**
 * Limit of a rate. Work is taken while the level is positive and may bring it below zero, so that a
 * unit that is larger than the bucket is paid for afterwards.
 */
final class TokenBucket {
  /** Seconds of a day. */
  static final double SECONDS_OF_DAY = 86_400;

  /** Seconds of the rate that may be kept unused; more would be a burst later. */
  private static final double KEPT_SECONDS = 1;

  private double level;

  /** Adds what a time brings. */
  void refill(double ratePerSecond, double seconds) {
    level += ratePerSecond * seconds;
  }

  /**
   * Returns true while something may be taken.
   *
   * @param unused amount that was taken and may not be used yet
   */
  boolean isOpen(double unused) {
    return level + unused > 0;
  }

  /** Takes an amount, also more than there is. */
  void take(double amount) {
    level -= amount;
  }

  /** Discards what was not used, all but a second of it. */
  void settle(double ratePerSecond) {
    level = Math.min(level, ratePerSecond * KEPT_SECONDS);
  }
}
