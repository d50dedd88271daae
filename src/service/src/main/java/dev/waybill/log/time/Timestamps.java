package dev.waybill.log.time;

import dev.waybill.alert.Report;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import java.security.SecureRandom;
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
 * Bean that stores a timestamp (RFC 3161) of the newest checkpoint. Meant to run once an hour on
 * the leader; it does not throw.
 */
public final class Timestamps {
  private static final Logger LOG = LoggerFactory.getLogger(Timestamps.class);
  private static final Duration LIMIT = Duration.ofHours(6);

  private final LogStore store;
  private final Supplier<Optional<Checkpoint>> newest;
  private final TimestampAuthority authority;
  private final Clock clock;
  private final LateFinding late;
  private final SecureRandom random = new SecureRandom();
  private @Nullable Instant since;

  /**
   * @param newest reads the newest checkpoint and verifies its signature; may throw
   * @param bucket the provenance bucket, for findings
   */
  public Timestamps(
      LogStore store,
      Supplier<Optional<Checkpoint>> newest,
      TimestampAuthority authority,
      String bucket,
      Clock clock) {
    this.store = store;
    this.newest = newest;
    this.authority = authority;
    this.clock = clock;
    late =
        new LateFinding(
            "log-timestamp-late",
            "The log of records has no new timestamp",
            "check the authority that waybill.record-log.timestamp-authority names, and that the"
                + " service reaches it",
            bucket,
            LIMIT);
  }

  /** Stores a timestamp unless the newest checkpoint has one, and reports whether it is late. */
  public synchronized List<Report> run() {
    Instant now = clock.instant();
    try {
      Optional<Checkpoint> checkpoint = newest.get();
      if (checkpoint.isPresent() && !isStamped(checkpoint.get())) {
        stamp(checkpoint.get());
      }
      since = now;
      return late.ended(now, "the newest checkpoint has a timestamp");
    } catch (RuntimeException e) {
      LOG.warn("log timestamp failed cause={}; retrying in an hour", ScheduleFailure.of(e));
      return late.failed(now, since(now), ScheduleFailure.of(e));
    }
  }

  /** A place that another object has taken ends the run; the next size has another place. */
  private boolean isStamped(Checkpoint checkpoint) {
    Optional<StoredObject> stored = store.find(LogPaths.timestamp(checkpoint));
    return stored.map(it -> Timestamp.of(it.content(), checkpoint)).isPresent();
  }

  private void stamp(Checkpoint checkpoint) {
    TimestampQuery query = new TimestampQuery(checkpoint, random);
    byte[] response = authority.stamp(query.bytes());
    Timestamp timestamp = query.verify(response, clock.instant());
    boolean unused = store.create(LogPaths.timestamp(checkpoint), response, Keeping.RETAINED);
    LOG.info("log timestamp stored size={} time={}", checkpoint.size(), timestamp.time());
  }

  /** Returns the time of the last success; of another process, as far as the bucket tells. */
  private Instant since(Instant now) {
    if (since == null) {
      since = stored().orElse(now);
    }
    return since;
  }

  private Optional<Instant> stored() {
    try {
      return new SizedObjects(store, LogPaths.TIMESTAMPS)
          .newest(Long.MAX_VALUE)
          .map(LogStore.Listed::lastModified);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
