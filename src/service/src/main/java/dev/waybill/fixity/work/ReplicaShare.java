package dev.waybill.fixity.work;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Share of one replica in the budget: as many replicas read as there are messages in work, because
 * each takes one at a time. A replica more counts at once, and one fewer after a minute, so that an
 * approximate number does not exceed the budget. Thread-safe.
 */
public final class ReplicaShare implements DoubleSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaShare.class);
  private static final long NANOS = 1_000_000_000;

  /** Time from one look at the queue to the next. */
  private static final long LOOK_EVERY = 5 * NANOS;

  private static final long MEMORY = 60 * NANOS;

  private final IntSupplier busy;
  private final DoubleSupplier load;
  private final LongSupplier nanos;
  private long nextLook;
  private long seenAt;
  private int replicas = 1;
  private volatile double share = 1;

  /**
   * @param busy number of messages in work, asked every five seconds of reading; may throw
   * @param load share of the budget that the load leaves to all replicas, above 0
   */
  public ReplicaShare(IntSupplier busy, DoubleSupplier load) {
    this(busy, load, System::nanoTime);
  }

  ReplicaShare(IntSupplier busy, DoubleSupplier load, LongSupplier nanos) {
    this.busy = busy;
    this.load = load;
    this.nanos = nanos;
    nextLook = nanos.getAsLong();
    seenAt = nextLook;
  }

  @Override
  public double getAsDouble() {
    if (isLooking()) {
      look();
    }
    return share;
  }

  /** One thread looks; the others go on with the share that is known. */
  private synchronized boolean isLooking() {
    long now = nanos.getAsLong();
    if (nextLook - now > 0) {
      return false;
    }
    nextLook = now + LOOK_EVERY;
    return true;
  }

  private void look() {
    try {
      int now = busy.getAsInt();
      double left = load.getAsDouble();
      synchronized (this) {
        count(now);
        share = left / replicas;
      }
    } catch (RuntimeException e) {
      LOG.debug("the replicas that read were not counted", e);
    }
  }

  private void count(int now) {
    long time = nanos.getAsLong();
    if (now >= replicas || time - seenAt >= MEMORY) {
      replicas = Math.max(1, now);
      seenAt = time;
    }
  }
}
