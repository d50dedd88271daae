package dev.waybill.localcloud;

import dev.waybill.localcloud.batch.ReportDefects;
import dev.waybill.localcloud.notify.DeliveryFaults;
import dev.waybill.localcloud.s3.Interceptor;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Faults that a test injects into the local cloud. Thread-safe. */
public final class Faults implements Interceptor, DeliveryFaults {
  private final List<Delay> delays = new CopyOnWriteArrayList<>();
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final List<Corruption> corruptions = new CopyOnWriteArrayList<>();
  private final ReportDefects reports = new ReportDefects();
  private volatile int copies = 1;
  private volatile int window = 1;

  /** Delays every matching operation. */
  public void delay(String operation, Predicate<String> key, Duration time) {
    delays.add(new Delay(operation, key, time));
  }

  /** Fails the next {@code times} matching operations with an S3 error. */
  public void fail(String operation, Predicate<String> key, S3ErrorCode code, int times) {
    failures.add(new Failure(operation, key, code, new AtomicInteger(times)));
  }

  /** Flips a bit of the first byte that the next {@code times} matching operations read. */
  public void corrupt(String operation, Predicate<String> key, int times) {
    corruptions.add(new Corruption(operation, key, new AtomicInteger(times)));
  }

  /** Delivers every following notification {@code count} times. */
  public void duplicateNotifications(int count) {
    copies = requirePositive(count);
  }

  /**
   * Collects the following notifications in windows of {@code size} and delivers each window in a
   * shuffled order. An incomplete window is delivered after half a second without a notification.
   */
  public void reorderNotifications(int size) {
    window = requirePositive(size);
  }

  /** Returns the defects of the reports of S3 Batch Operations that are written from now on. */
  public ReportDefects reports() {
    return reports;
  }

  /** Removes all faults. */
  public void reset() {
    copies = 1;
    window = 1;
    delays.clear();
    failures.clear();
    corruptions.clear();
    reports.reset();
  }

  @Override
  public void before(String operation, String bucket, String key) {
    for (Delay delay : delays) {
      if (delay.operation.equals(operation) && delay.key.test(key)) {
        pause(delay.time);
      }
    }
    for (Failure failure : failures) {
      if (failure.operation.equals(operation)
          && failure.key.test(key)
          && consume(failure.remaining)) {
        throw new StoreException(failure.code);
      }
    }
  }

  @Override
  public InputStream body(String operation, String bucket, String key, InputStream body) {
    for (Corruption corruption : corruptions) {
      if (corruption.operation.equals(operation)
          && corruption.key.test(key)
          && consume(corruption.remaining)) {
        return new FlippedStream(body);
      }
    }
    return body;
  }

  @Override
  public int copies() {
    return copies;
  }

  @Override
  public int window() {
    return window;
  }

  private static int requirePositive(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "notifications cannot be dropped: expected at least 1 but got " + number);
    }
    return number;
  }

  private static boolean consume(AtomicInteger remaining) {
    return remaining.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Delay(String operation, Predicate<String> key, Duration time) {}

  private record Failure(
      String operation, Predicate<String> key, S3ErrorCode code, AtomicInteger remaining) {}

  private record Corruption(String operation, Predicate<String> key, AtomicInteger remaining) {}

  private static final class FlippedStream extends FilterInputStream {
    private boolean flipped;

    FlippedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      if (read > 0 && !flipped) {
        into[offset] ^= 1;
        flipped = true;
      }
      return read;
    }
  }
}
