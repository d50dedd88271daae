package dev.waybill.claims;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writer of the claims of this process, with a thread of its own. While the store fails, it retries
 * and keeps the claims, up to a limit. Adding a claim never blocks and never fails.
 */
public final class ClaimsWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimsWriter.class);
  private static final int MAX_DOUBLINGS = 5;

  /**
   * Limits of the writer.
   *
   * @param period time from one file to the next
   * @param first time until the first file
   * @param second time from the first file to the second
   * @param batch claims of one file; when as many wait, the file is written at once
   * @param waiting claims that may be in memory
   * @param firstRetry pause after the first failure; it doubles with each further one, five times
   * @param close time that {@link #close} takes at most
   */
  public record Limits(
      Duration period,
      Duration first,
      Duration second,
      int batch,
      int waiting,
      Duration firstRetry,
      Duration close) {
    private static final Duration SECOND = Duration.ofSeconds(5);

    /**
     * Returns the limits of a process: about 40 MiB of claims in memory at most. The first call is
     * claimed at once, so that a process that is killed early has a file, too.
     */
    public static Limits every(Duration period, Duration close) {
      return new Limits(
          period,
          Duration.ZERO,
          period.compareTo(SECOND) < 0 ? period : SECOND,
          20_000,
          200_000,
          Duration.ofSeconds(1),
          close);
    }
  }

  private final LogStore store;
  private final String replica;
  private final UnaryOperator<byte[]> sealer;
  private final Limits limits;
  private final ClaimsListener listener;
  private final Clock clock;
  private final ClaimQueue queue;
  private final Thread thread = new Thread(this::run, "waybill-claims");
  private @Nullable Boolean isFirst;
  private int number;

  /**
   * Starts the writer.
   *
   * @param replica name that no other process has, nor this one before a restart
   * @param sealer signs a statement; returns it in a bundle
   */
  public ClaimsWriter(
      LogStore store,
      String replica,
      UnaryOperator<byte[]> sealer,
      Limits limits,
      ClaimsListener listener,
      Clock clock) {
    this.store = store;
    this.replica = replica;
    this.sealer = sealer;
    this.limits = limits;
    this.listener = listener;
    this.clock = clock;
    queue = new ClaimQueue(limits, System::nanoTime);
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds a claim; drops it when too many wait. */
  public void add(Claim claim) {
    if (!queue.add(claim)) {
      listener.claimDropped();
    }
  }

  /** Returns the number of claims that are in no file yet. */
  public int waiting() {
    return queue.size();
  }

  private void run() {
    try {
      boolean isLast = false;
      while (!isLast) {
        ClaimQueue.Batch batch = queue.take();
        if (!batch.claims().isEmpty()) {
          write(batch);
          queue.stored();
          listener.fileWritten(batch.claims().size());
        }
        isLast = batch.isLast();
      }
    } catch (InterruptedException e) {
      // The time to close is over; close() reports the claims that were not written.
      Thread.currentThread().interrupt();
    }
  }

  private void write(ClaimQueue.Batch batch) throws InterruptedException {
    ClaimsFile file = null;
    int failures = 0;
    while (true) {
      try {
        file = file == null ? file(batch) : file;
        if (isStored(file)) {
          isFirst = false;
          return;
        }
        file = null;
      } catch (RuntimeException e) {
        report(batch, failures, e);
      }
      Thread.sleep(limits.firstRetry().toMillis() << Math.min(failures, MAX_DOUBLINGS));
      failures++;
    }
  }

  private void report(ClaimQueue.Batch batch, int failures, RuntimeException e) {
    if (failures == 0) {
      LOG.warn(
          "claims file failed claims={} cause=\"{}\"; retrying",
          batch.claims().size(),
          e.getMessage());
    }
    LOG.debug("claims file failed", e);
    listener.fileFailed();
  }

  private ClaimsFile file(ClaimQueue.Batch batch) {
    if (isFirst == null) {
      try (var present = store.list(ClaimsFile.PREFIX)) {
        isFirst = present.findFirst().isEmpty();
      }
    }
    Instant now = clock.instant();
    number++;
    return ClaimsFile.of(
        new ClaimsFile.Header(replica, number, now, isFirst, batch.isLast()),
        batch.claims(),
        sealer);
  }

  /** Returns false when another object has the key; the next number must be tried. */
  private boolean isStored(ClaimsFile file) {
    if (store.create(file.key(), file.content(), Keeping.TEMPORARY)) {
      return true;
    }
    // A put whose answer was lost is there already.
    Optional<StoredObject> present = store.find(file.key());
    boolean isOurs = present.filter(it -> Arrays.equals(it.content(), file.content())).isPresent();
    if (!isOurs) {
      LOG.warn(
          "claims file rejected key={} cause=\"another object has the key\"; retrying with the next"
              + " number",
          file.key());
    }
    return isOurs;
  }

  /** Writes what waits, as far as the store allows within the limit. */
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
      LOG.warn("claims not written count={}; the audit PL-07 finds their calls", lost);
    }
  }
}
