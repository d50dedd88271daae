package dev.waybill.fixity.work;

import dev.waybill.fixity.examine.ReadBudget;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Pace at which one replica reads: its share of the bytes and of the requests that the budget
 * brings in a second. The shares of all replicas together are the budget. Thread-safe.
 */
public final class ReadPace implements ReadBudget {
  /** Time without reads that is made up for, as between two units of work. */
  private static final Duration CREDIT = Duration.ofSeconds(1);

  private final double bytesPerSecond;
  private final double requestsPerSecond;
  private final DoubleSupplier share;
  private final Pace bytes;
  private final Pace requests;
  private final LongAdder count = new LongAdder();

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
      Pace.Sleeper sleeper) {
    this.bytesPerSecond = bytesPerSecond;
    this.requestsPerSecond = requestsPerSecond;
    this.share = share;
    bytes = new Pace(CREDIT, nanos, sleeper);
    requests = new Pace(CREDIT, nanos, sleeper);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The wait is that for the bytes that were acquired before.
   */
  @Override
  public void acquire(long amount) throws InterruptedException {
    bytes.take(amount / (bytesPerSecond * share.getAsDouble()));
  }

  @Override
  public void acquireRequest() throws InterruptedException {
    requests.take(1 / (requestsPerSecond * share.getAsDouble()));
    count.increment();
  }

  /** Returns the number of requests so far. */
  public long requests() {
    return count.sum();
  }
}
