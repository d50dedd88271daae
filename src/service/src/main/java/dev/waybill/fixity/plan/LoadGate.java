package dev.waybill.fixity.plan;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Gate that slows re-verification down while intake is behind. It never closes: on a service that
 * is always behind, a closed gate would mean that nothing is examined.
 */
public final class LoadGate {
  private final Supplier<Duration> oldestMessage;
  private final Duration limit;

  /**
   * @param oldestMessage age of the oldest message that waits for intake; zero when none waits or
   *     the age is not known
   * @param limit age from which intake is behind
   */
  public LoadGate(Supplier<Duration> oldestMessage, Duration limit) {
    this.oldestMessage = oldestMessage;
    this.limit = limit;
  }

  /** Returns the share of the budget that may be used: 1 or the floor of the policy. */
  public double share(FixityPolicy policy) {
    return oldestMessage.get().compareTo(limit) > 0 ? policy.floor() : 1;
  }
}
