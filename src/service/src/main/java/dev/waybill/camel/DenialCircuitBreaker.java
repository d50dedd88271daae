package dev.waybill.camel;

import dev.waybill.aws.ArchiveException;
import dev.waybill.aws.S3Failure;
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

/**
 * Tells an object that is denied from a service that is denied everything.
 *
 * <p>One denial among successes is about the object, and final. Many in a row are about Waybill's
 * own rights, credentials or key: then no object is given up for it, the queue is asked only now
 * and then, and the service says that it is not ready. The first success ends that.
 */
public final class DenialCircuitBreaker implements CustodyListener {
  private static final int MANY = 5;
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final Set<RejectReason> DENIALS =
      EnumSet.of(RejectReason.ACCESS_DENIED, RejectReason.KMS_DENIED);
  private static final Set<S3Failure> DENIED =
      EnumSet.of(S3Failure.ACCESS_DENIED, S3Failure.KMS_DENIED, S3Failure.CREDENTIALS);

  private final LongSupplier nanos;
  private int inARow;
  private long askedAt;

  /**
   * @param nanos the time that passes, as {@link System#nanoTime()} tells it
   */
  public DenialCircuitBreaker(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether everything seems to be denied. */
  public synchronized boolean isOn() {
    return inARow >= MANY;
  }

  /** Whether the queue may be asked: always, or now and then while everything is denied. */
  synchronized boolean mayAsk() {
    if (inARow < MANY) {
      return true;
    }
    if (nanos.getAsLong() - askedAt < PAUSE.toNanos()) {
      return false;
    }
    askedAt = nanos.getAsLong();
    return true;
  }

  /** What is wrong, for readiness. */
  public synchronized Optional<String> complaint() {
    return inARow < MANY
        ? Optional.empty()
        : Optional.of(
            "the last "
                + inARow
                + " objects were all denied: check the role, its credentials and the KMS key");
  }

  @Override
  public synchronized void ended(Outcome outcome, Duration took) {
    if (outcome instanceof Rejected rejected) {
      if (DENIALS.contains(rejected.reason())) {
        denied();
      }
    } else if (!(outcome instanceof Skipped)) {
      inARow = 0;
    }
  }

  @Override
  public synchronized void willRetry(String step, Throwable cause) {
    Throwable refused = cause instanceof ArchiveException archive ? archive.refusal() : cause;
    if (DENIED.contains(S3Failure.of(refused))) {
      denied();
    }
  }

  private void denied() {
    inARow++;
    askedAt = nanos.getAsLong();
  }
}
