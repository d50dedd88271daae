package dev.waybill.fixity.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Budget as it is used up: bytes, requests and dollars, at the share that the gate allows. Replicas
 * keep to the rate themselves; this bounds what they used according to their results, and what they
 * may have in hand.
 */
final class WorkBudget {
  /** Longest time that is paid at once, after a pause of the process or a jump of its clock. */
  private static final Duration MAX_ELAPSED = Duration.ofSeconds(30);

  /**
   * Time of the budget for which the replicas have work in hand; a result is seen a minute late.
   */
  private static final double IN_FLIGHT_SECONDS = 120;

  private static final double USUAL_SECONDS = 3600;
  private static final double MILLIS = 1000;

  private final LoadGate gate;
  private final FixityPrices prices;
  private final TokenBucket bytes = new TokenBucket();
  private final TokenBucket requests = new TokenBucket();
  private final TokenBucket dollars = new TokenBucket();
  private @Nullable Instant last;
  private double share = 1;

  /** Share of about the last hour. */
  private double usualShare = 1;

  WorkBudget(LoadGate gate, FixityPrices prices) {
    this.gate = gate;
    this.prices = prices;
  }

  /** Adds what the time since the last call brings. The first call brings nothing. */
  void refill(FixityPolicy policy, Instant now) {
    double seconds = last == null ? 0 : seconds(last, now);
    last = now;
    share = gate.share(policy);
    usualShare += (share - usualShare) * Math.min(1, seconds / USUAL_SECONDS);
    FixityBudget limits = policy.budget();
    bytes.refill(limits.bytesPerSecond() * share, seconds);
    requests.refill(limits.requestsPerSecond() * share, seconds);
    dollars.refill(dollarsPerSecond(limits) * share, seconds);
  }

  private static double seconds(Instant from, Instant to) {
    Duration elapsed = Duration.between(from, to);
    if (elapsed.isNegative()) {
      return 0;
    }
    return (elapsed.compareTo(MAX_ELAPSED) > 0 ? MAX_ELAPSED : elapsed).toMillis() / MILLIS;
  }

  private static double dollarsPerSecond(FixityBudget limits) {
    return limits.dollarsPerDay() / TokenBucket.SECONDS_OF_DAY;
  }

  /** Returns the share of the budget that the load has left in about the last hour. */
  double share() {
    return usualShare;
  }

  /**
   * Returns true while no more was used than the time has brought.
   *
   * @param inFlight work that was taken and has no result
   */
  boolean isOpen(TileWork inFlight) {
    return bytes.isOpen((double) inFlight.bytes())
        && requests.isOpen((double) inFlight.requests())
        && dollars.isOpen(inFlight.dollars(prices));
  }

  /** Returns true when the replicas have enough work in hand. */
  boolean isFull(FixityBudget limits, TileWork inFlight) {
    return inFlight.seconds(limits, prices) >= IN_FLIGHT_SECONDS;
  }

  /** Uses a part of the budget. */
  void take(TileWork work) {
    bytes.take((double) work.bytes());
    requests.take((double) work.requests());
    dollars.take(work.dollars(prices));
  }

  /** Gives back what was taken for work that could not be given out. */
  void giveBack(TileWork work) {
    bytes.take((double) -work.bytes());
    requests.take((double) -work.requests());
    dollars.take(-work.dollars(prices));
  }

  /** Replaces an amount that was taken by the one that was used. */
  void correct(TileWork taken, TileWork used) {
    giveBack(taken);
    take(used);
  }

  /** Ends a run: what was not used is not kept. */
  void settle(FixityBudget limits) {
    bytes.settle(limits.bytesPerSecond() * share);
    requests.settle(limits.requestsPerSecond() * share);
    dollars.settle(dollarsPerSecond(limits) * share);
  }
}
