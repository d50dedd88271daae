package dev.waybill.backfill;

import dev.waybill.fixity.work.Pace;
import java.time.Duration;

/**
 * Pace at which a replica begins the versions of its units. A unit that is sealed as fast as
 * possible takes all threads and connections for a while, in which new objects wait. Thread-safe.
 */
final class SealPace {
  private static final Duration CREDIT = Duration.ofMillis(100);

  /** A unit is not spread over more than ten seconds, so that a pause or a stop is not late. */
  private static final double MIN_PER_SECOND = BackfillUnit.MAX_VERSIONS / 10.0;

  private final TimeBudget budget;
  private volatile double seconds = 1 / MIN_PER_SECOND;

  /** Budget of time, such as a {@link Pace}. */
  @FunctionalInterface
  interface TimeBudget {
    void take(double seconds) throws InterruptedException;
  }

  SealPace() {
    this(new Pace(CREDIT)::take);
  }

  SealPace(TimeBudget budget) {
    this.budget = budget;
  }

  /**
   * Sets the rate.
   *
   * @param perSecond versions that all replicas together seal in a second; one alone seals as many
   *     when it has all units
   */
  void set(int perSecond) {
    seconds = 1 / Math.max(MIN_PER_SECOND, perSecond);
  }

  /** Waits until the next version may begin. */
  void await() throws InterruptedException {
    budget.take(seconds);
  }
}
