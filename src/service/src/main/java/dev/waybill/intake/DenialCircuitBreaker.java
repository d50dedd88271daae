package dev.waybill.intake;

import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.Skipped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Circuit breaker that distinguishes a denied object from a service that is denied everything.
 *
 * <p>A single denial is about the object, and final. Consecutive denials are about Waybill's own
 * rights, credentials or key: while the breaker is open, no object is rejected for a denial, the
 * queue is polled only at intervals, and the service reports that it is not ready. The first
 * success closes it.
 */
public final class DenialCircuitBreaker implements CustodyListener {
  private static final int MAX_CONSECUTIVE = 5;
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(15);
  private static final Set<RejectReason> DENIALS =
      EnumSet.of(RejectReason.ACCESS_DENIED, RejectReason.KMS_DENIED);

  private final Predicate<Throwable> isDenial;
  private final LongSupplier nanos;
  private int consecutive;
  private long polledAt;

  /**
   * @param isDenial the test whether a failure that will be retried is a denial
   * @param nanos the time source in nanoseconds, such as {@link System#nanoTime()}
   */
  public DenialCircuitBreaker(Predicate<Throwable> isDenial, LongSupplier nanos) {
    this.isDenial = isDenial;
    this.nanos = nanos;
  }

  /** Returns true while everything seems to be denied. */
  public synchronized boolean isOpen() {
    return consecutive >= MAX_CONSECUTIVE;
  }

  /** Returns true when the queue may be polled: always, or at intervals while open. */
  public synchronized boolean mayPoll() {
    if (consecutive < MAX_CONSECUTIVE) {
      return true;
    }
    if (nanos.getAsLong() - polledAt < POLL_INTERVAL.toNanos()) {
      return false;
    }
    polledAt = nanos.getAsLong();
    return true;
  }

  /** Returns the problem to report as not ready; empty when there is none. */
  public synchronized Optional<String> problem() {
    return consecutive < MAX_CONSECUTIVE
        ? Optional.empty()
        : Optional.of(
            "the last "
                + consecutive
                + " objects were all denied: check the role, its credentials and the KMS key");
  }

  @Override
  public synchronized void ended(Outcome outcome, Duration took) {
    if (outcome instanceof Rejected rejected) {
      if (DENIALS.contains(rejected.reason())) {
        denied();
      }
    } else if (!(outcome instanceof Skipped)) {
      consecutive = 0;
    }
  }

  @Override
  public synchronized void willRetry(String step, Throwable cause) {
    if (isDenial.test(cause)) {
      denied();
    }
  }

  private void denied() {
    consecutive++;
    polledAt = nanos.getAsLong();
  }
}
