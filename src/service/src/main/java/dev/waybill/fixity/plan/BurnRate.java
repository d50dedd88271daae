package dev.waybill.fixity.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * Comparison of the work that is left of a cycle with the time that is left for it.
 *
 * @param workSeconds seconds that the work takes at the budget
 * @param leftSeconds seconds until the promise is broken
 * @param isOverdue true when some version was not covered within the limit
 */
public record BurnRate(double workSeconds, double leftSeconds, boolean isOverdue) {
  /** Share of the time left above which the work is late. */
  static final double LIMIT = 0.9;

  private static final double MILLIS = 1000;

  /**
   * Compares.
   *
   * @param share share of the budget that the load has left lately
   */
  static BurnRate of(
      FixityPlan plan, CycleProgress progress, FixityPrices prices, double share, Instant now) {
    FixityPolicy policy = plan.policy();
    double work = progress.left().seconds(policy.budget(), prices) / share;
    Instant limit = plan.cycle().id().began().plus(policy.limit());
    double left = Math.max(0, Duration.between(now, limit).toMillis() / MILLIS);
    long oldest = now.minus(policy.limit()).toEpochMilli();
    return new BurnRate(work, left, progress.oldest() < oldest);
  }

  /** Returns true when the work will probably not be done in time. */
  public boolean isLate() {
    return workSeconds > LIMIT * leftSeconds;
  }
}
