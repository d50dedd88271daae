package dev.waybill.log.time;

import dev.waybill.alert.Report;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.log.Checkpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean that stores an empty object whose key states the size and root of the newest checkpoint.
 * CloudTrail logs the key in the event of the put, and signs the digests of its logs, so AWS dates
 * the root. Meant to run once an hour on the leader; it does not throw.
 */
public final class Anchors {
  private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);
  private static final Duration LIMIT = Duration.ofHours(3);

  private final LogStore store;
  private final Supplier<Optional<Checkpoint>> newest;
  private final Clock clock;
  private final LateFinding late;
  private @Nullable Instant since;

  /**
   * @param newest reads the newest checkpoint and verifies its signature; may throw
   * @param bucket the provenance bucket, for findings
   */
  public Anchors(
      LogStore store, Supplier<Optional<Checkpoint>> newest, String bucket, Clock clock) {
    this.store = store;
    this.newest = newest;
    this.clock = clock;
    late =
        new LateFinding(
            "log-anchor-late",
            "The log of records has no new anchor",
            "check that the service may put objects below " + LogPaths.ANCHORS,
            bucket,
            LIMIT);
  }

  /** Stores the anchor unless the newest checkpoint has one, and reports whether it is late. */
  public synchronized List<Report> run() {
    Instant now = clock.instant();
    try {
      newest.get().ifPresent(this::anchor);
      since = now;
      return late.ended(now, "the newest checkpoint has an anchor");
    } catch (RuntimeException e) {
      LOG.warn("log anchor failed cause={}; retrying in an hour", ScheduleFailure.of(e));
      since = since == null ? now : since;
      return late.failed(now, since, ScheduleFailure.of(e));
    }
  }

  private void anchor(Checkpoint checkpoint) {
    if (store.create(LogPaths.anchor(checkpoint), new byte[0], Keeping.RETAINED)) {
      LOG.info("log anchor stored size={}", checkpoint.size());
    }
  }
}
