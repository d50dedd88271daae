package dev.waybill.fixity.work;

import dev.waybill.fixity.examine.ReadBudget;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Pace at which one replica reads: its share of the bytes and of the requests that the budget
 * brings in a second. The shares of all replicas together are the budget. Thread-safe.
 */
public final class ReadPace implements ReadBudget {
  private static final double NANOS = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Time without reads that is made up for, as between two units of work. */
  private static final long MAX_CREDIT = 1_000_000_000;

  private final Limit bytes;
  private final Limit requests;
  private final DoubleSupplier share;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private final LongAdder count = new LongAdder();

  /** Wait of a thread. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long millis) throws InterruptedException;
  }

  /** Times at which a limit allows the next bytes or requests. */
  private static final class Limit {
    private final double perNano;
    private long free;

    Limit(double perSecond, long now) {
      perNano = perSecond / NANOS;
      free = now;
    }

    /** Returns the time to wait, in nanoseconds. */
    synchronized long reserve(long amount, double share, long now) {
      long earliest = now - MAX_CREDIT;
      long from = free - earliest > 0 ? free : earliest;
      free = from + (long) (amount / (perNano * share));
      return from - now;
    }
  }

  /**
   * @param bytesPerSecond bytes that all replicas read in a second
   * @param requestsPerSecond requests that all replicas send in a second
   * @param share part of both that this replica may use, above 0; asked before each read
   */
  public ReadPace(double bytesPerSecond, double requestsPerSecond, DoubleSupplier share) {
    this(bytesPerSecond, requestsPerSecond, share, System::nanoTime, Thread::sleep);
  }

  /**
   * @param nanos the time source in nanoseconds
   */
  ReadPace(
      double bytesPerSecond,
      double requestsPerSecond,
      DoubleSupplier share,
      LongSupplier nanos,
      Sleeper sleeper) {
    long now = nanos.getAsLong();
    bytes = new Limit(bytesPerSecond, now);
    requests = new Limit(requestsPerSecond, now);
    this.share = share;
    this.nanos = nanos;
    this.sleeper = sleeper;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The wait is that for the bytes that were acquired before.
   */
  @Override
  public void acquire(long amount) throws InterruptedException {
    await(bytes, amount);
  }

  @Override
  public void acquireRequest() throws InterruptedException {
    await(requests, 1);
    count.increment();
  }

  private void await(Limit limit, long amount) throws InterruptedException {
    long wait = limit.reserve(amount, share.getAsDouble(), nanos.getAsLong()) / NANOS_PER_MILLI;
    if (wait > 0) {
      sleeper.sleep(wait);
    }
  }

  /** Returns the number of requests so far. */
  public long requests() {
    return count.sum();
  }
}
