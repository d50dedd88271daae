package dev.waybill.fixity.work;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Pace of work that takes time from a budget, which is one second a second. Thread-safe. */
public final class Pace {
  private static final double NANOS = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long credit;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private long free;

  /** Wait of a thread. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long millis) throws InterruptedException;
  }

  /**
   * @param credit time without work that is made up for
   */
  public Pace(Duration credit) {
    this(credit, System::nanoTime, Thread::sleep);
  }

  /**
   * @param nanos the time source in nanoseconds
   */
  Pace(Duration credit, LongSupplier nanos, Sleeper sleeper) {
    this.credit = credit.toNanos();
    this.nanos = nanos;
    this.sleeper = sleeper;
    free = nanos.getAsLong();
  }

  /**
   * Takes time from the budget, and waits until that which was taken before is over.
   *
   * @param seconds the time to take, such as 1 divided by a rate
   */
  public void take(double seconds) throws InterruptedException {
    long wait = reserve(seconds) / NANOS_PER_MILLI;
    if (wait > 0) {
      sleeper.sleep(wait);
    }
  }

  /** Returns the time to wait, in nanoseconds. */
  private synchronized long reserve(double seconds) {
    long now = nanos.getAsLong();
    long earliest = now - credit;
    long from = free - earliest > 0 ? free : earliest;
    free = from + (long) (seconds * NANOS);
    return from - now;
  }
}
