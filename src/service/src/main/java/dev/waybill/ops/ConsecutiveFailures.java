package dev.waybill.ops;

import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.Skipped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Readiness condition that objects still succeed. A fault of the service itself, such as an edited
 * route, fails every object; without this condition the queue would drain into the dead-letter
 * queue while the service reports that it is ready.
 *
 * <p>Rejections that name a fault of one object do not count, because a sender could cause them.
 * Denials do not count either: the check of the service's rights judges them.
 */
public final class ConsecutiveFailures implements CustodyListener {
  /** More failures than the deliveries of one message, so that several messages have failed. */
  private static final int LIMIT = 20;

  private final Predicate<Throwable> isDenial;
  private int failures;
  private String last = "";

  /**
   * @param isDenial the test whether a failure that will be retried is a denial
   */
  public ConsecutiveFailures(Predicate<Throwable> isDenial) {
    this.isDenial = isDenial;
  }

  /** Returns the problem to report as not ready; empty when there is none. */
  public synchronized Optional<String> problem() {
    return failures < LIMIT
        ? Optional.empty()
        : Optional.of(
            "the last "
                + failures
                + " deliveries all failed, and no object succeeded since ("
                + last
                + "): see the log, and check the routes and the services that they call");
  }

  @Override
  public synchronized void ended(Outcome outcome, Duration took) {
    if (outcome instanceof Rejected rejected) {
      if (rejected.reason() == RejectReason.RETRIES_EXHAUSTED) {
        failures++;
      }
    } else if (!(outcome instanceof Skipped)) {
      failures = 0;
    }
  }

  @Override
  public synchronized void willRetry(String step, Throwable cause) {
    if (!isDenial.test(cause)) {
      failures++;
      last = "last in " + step + ", " + cause.getClass().getSimpleName();
    }
  }
}
