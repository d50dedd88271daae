package dev.waybill.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import software.amazon.awssdk.http.Abortable;

/**
 * Body of a response that must be read within a time that grows with its size. The socket's timeout
 * limits each read, but not a server that sends one byte before each of them.
 *
 * <p>The connection of a body that is late ends at once. Closing the body would otherwise read its
 * rest, however slowly it arrives.
 */
final class DeadlineInputStream extends FilterInputStream implements Abortable {
  /** Slowest acceptable rate; a connection to S3 within its region is some 300 times as fast. */
  private static final long MIN_BYTES_PER_SECOND = 256 * 1024;

  private final LongSupplier nanos;
  private final long start;
  private final long limit;
  private long total;

  /**
   * Wraps a body.
   *
   * @param size announced size in bytes; 0 when it is unknown
   * @param base time for a body of any size
   * @param nanos the time in nanoseconds, as {@link System#nanoTime} returns it
   */
  DeadlineInputStream(InputStream in, long size, Duration base, LongSupplier nanos) {
    super(in);
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.limit = limit(size, base).toNanos();
  }

  /** Returns the time within which a body must be read. */
  static Duration limit(long size, Duration base) {
    return base.plusSeconds(size / MIN_BYTES_PER_SECOND);
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    check(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    check(Math.max(0, read));
    return read;
  }

  private void check(int read) throws IOException {
    total += read;
    long elapsed = nanos.getAsLong() - start;
    if (elapsed > limit) {
      abort();
      throw new IOException(
          "only "
              + total
              + " bytes arrived in "
              + Duration.ofNanos(elapsed).toSeconds()
              + " s; the read is retried");
    }
  }

  @Override
  public void abort() {
    abort(in);
  }

  /** Ends the connection of a body instead of reading the rest. */
  static void abort(InputStream body) {
    if (body instanceof Abortable abortable) {
      abortable.abort();
    }
  }
}
