package dev.waybill.fixity.work;

import java.util.function.LongSupplier;

/**
 * Limit on the bytes that one replica reads in a second. The leader hands out no more than the
 * budget of all replicas; this keeps one of them from using it all at once.
 */
public final class ByteRate {
  private static final double NANOS = 1e9;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final double bytesPerNano;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private long free;

  /** Wait of a thread. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long millis) throws InterruptedException;
  }

  /**
   * @param bytesPerSecond the limit
   */
  public ByteRate(long bytesPerSecond) {
    this(bytesPerSecond, System::nanoTime, Thread::sleep);
  }

  /**
   * @param nanos the time source in nanoseconds
   */
  ByteRate(long bytesPerSecond, LongSupplier nanos, Sleeper sleeper) {
    this.bytesPerNano = bytesPerSecond / NANOS;
    this.nanos = nanos;
    this.sleeper = sleeper;
    free = nanos.getAsLong();
  }

  /**
   * Waits until the bytes that were acquired before are paid for.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  public void acquire(long bytes) throws InterruptedException {
    long wait = reserve(bytes) / NANOS_PER_MILLI;
    if (wait > 0) {
      sleeper.sleep(wait);
    }
  }

  /** Returns the time to wait, in nanoseconds. */
  private synchronized long reserve(long bytes) {
    long now = nanos.getAsLong();
    long from = free - now > 0 ? free : now;
    free = from + (long) (bytes / bytesPerNano);
    return from - now;
  }
}
