package dev.waybill.log;

import dev.waybill.record.log.LogEntry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer of pending batches, with a thread of its own. While the store fails, it retries for ever
 * and keeps the order; callers notice only that nothing becomes durable.
 */
public final class PendingWriter implements PendingEntries {
  private static final Logger LOG = LoggerFactory.getLogger(PendingWriter.class);
  private static final int MAX_DOUBLINGS = 7;

  /** Limit for a flush; a batch that needs longer is in the next round. */
  private static final Duration FLUSH_TIMEOUT = Duration.ofMillis(300);

  private static final int RANDOM_BYTES = 8;
  private static final int MAX_HOST_LENGTH = 60;

  /**
   * Limits of the writer.
   *
   * @param batchEntries number of entries of a batch, at most 1,024
   * @param batchBytes size of a batch in bytes, at most 2 MiB
   * @param linger time that the first entry of a batch waits for others
   * @param waiting number of entries that may be in memory
   * @param firstRetry pause after the first failure; it doubles with each further one, seven times
   * @param close time that {@link #close} takes at most
   */
  public record Limits(
      int batchEntries,
      int batchBytes,
      Duration linger,
      int waiting,
      Duration firstRetry,
      Duration close) {
    /** Limits of the service. */
    public static final Limits DEFAULT =
        new Limits(
            PendingBatch.MAX_ENTRIES,
            PendingBatch.MAX_BYTES,
            Duration.ofMillis(700),
            50_000,
            Duration.ofMillis(100),
            Duration.ofSeconds(10));

    public Limits {
      if (batchEntries < 1 || batchEntries > PendingBatch.MAX_ENTRIES) {
        throw new IllegalArgumentException("a batch has 1 to " + PendingBatch.MAX_ENTRIES);
      }
      if (batchBytes < 1 || batchBytes > PendingBatch.MAX_BYTES) {
        throw new IllegalArgumentException("a batch has at most " + PendingBatch.MAX_BYTES);
      }
    }
  }

  private final PendingStore store;
  private final Limits limits;
  private final LogWriterListener listener;
  private final PendingQueue queue;
  private final Thread thread = new Thread(this::run, "waybill-log-pending");

  /**
   * Starts the writer.
   *
   * @param replica name that no other process has, nor this one before a restart; see {@link
   *     #uniqueReplica()}
   * @param recent memory of the batches for the sequencer of this process
   */
  public PendingWriter(
      LogStore store,
      String replica,
      Limits limits,
      RecentBatches recent,
      LogWriterListener listener,
      Clock clock) {
    this.store = new PendingStore(store, new PendingFolder(replica, clock), recent);
    this.limits = limits;
    this.listener = listener;
    queue = new PendingQueue(limits, System::nanoTime);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns a replica name that no other process has: the host's name and random digits. */
  public static String uniqueReplica() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String host = hostName().replaceAll("[^A-Za-z0-9._-]", "_");
    return host.substring(0, Math.min(host.length(), MAX_HOST_LENGTH))
        + "-"
        + HexFormat.of().formatHex(random);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "host";
    }
  }

  @Override
  public void add(LogEntry entry) {
    queue.add(EncodedEntry.of(entry));
  }

  /**
   * Writes at once what waits, so that a round of this process takes it. Returns when it is
   * durable, or when that takes too long.
   */
  public void flush() {
    CountDownLatch written = new CountDownLatch(1);
    whenDurable(position(), written::countDown);
    queue.hurry();
    try {
      boolean unused = written.await(FLUSH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public long position() {
    return queue.position();
  }

  /** Returns the number of entries that are not durable yet. */
  public int waiting() {
    return queue.size();
  }

  @Override
  public void whenDurable(long position, Runnable action) {
    if (!queue.await(position, action)) {
      action.run();
    }
  }

  private void run() {
    try {
      for (List<EncodedEntry> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        write(batch);
        queue.durable(batch.size()).forEach(PendingWriter::runSafely);
        listener.batchWritten(batch.size());
      }
    } catch (InterruptedException e) {
      // The time to close is over; close() reports the entries that were not written.
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<EncodedEntry> batch) throws InterruptedException {
    int failures = 0;
    while (!attempt(batch, failures)) {
      Thread.sleep(limits.firstRetry().toMillis() << Math.min(failures, MAX_DOUBLINGS));
      failures++;
    }
    if (failures > 0) {
      LOG.info("pending batches resumed failures={}", failures);
    }
  }

  private boolean attempt(List<EncodedEntry> batch, int failures) {
    try {
      if (store.write(batch)) {
        return true;
      }
    } catch (RuntimeException e) {
      if (failures == 0) {
        LOG.warn(
            "pending batch failed entries={} cause=\"{}\"; retrying", batch.size(), e.getMessage());
      }
      LOG.debug("pending batch failed", e);
    }
    listener.batchFailed();
    return false;
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("action after a pending batch failed cause=\"{}\"", e.getMessage());
    }
  }

  @Override
  public void close() {
    queue.close();
    try {
      thread.join(Math.max(1, limits.close().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    int lost = queue.size();
    if (lost > 0) {
      LOG.warn(
          "pending entries not written count={}; the queue delivers their messages again", lost);
    }
  }
}
