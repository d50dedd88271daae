package dev.waybill.log.time;

import dev.waybill.alert.Report;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean that states the entries of each complete range of 65,536 again, as compressed lines of JSON
 * for SQL engines and people. Each range is written once. Meant to run a few times an hour on the
 * leader; it does not throw.
 */
public final class LogTable {
  private static final Logger LOG = LoggerFactory.getLogger(LogTable.class);
  private static final Duration LIMIT = Duration.ofHours(6);

  /** Limit for the ranges that one run writes: about a minute on a log that is behind. */
  private static final int MAX_RANGES = 16;

  private final LogStore store;
  private final TileReader tiles;
  private final Supplier<Optional<Checkpoint>> newest;
  private final Clock clock;
  private final LateFinding late;
  private long next = -1;
  private @Nullable Instant since;

  /**
   * @param tiles reads the tiles and bundles of the store
   * @param newest reads the newest checkpoint and verifies its signature; may throw
   * @param bucket the provenance bucket, for findings
   */
  public LogTable(
      LogStore store,
      TileReader tiles,
      Supplier<Optional<Checkpoint>> newest,
      String bucket,
      Clock clock) {
    this.store = store;
    this.tiles = tiles;
    this.newest = newest;
    this.clock = clock;
    late =
        new LateFinding(
            "log-table-late",
            "The log of records has no new table",
            "run waybill log fsck, and check that the service may put objects below "
                + LogPaths.TABLES,
            bucket,
            LIMIT);
  }

  /** Writes the ranges that are complete and have no table, and reports whether it is late. */
  public synchronized List<Report> run() {
    Instant now = clock.instant();
    try {
      Optional<Checkpoint> checkpoint = newest.get();
      if (checkpoint.isPresent()) {
        write(checkpoint.get());
      }
      since = now;
      return late.ended(now, "every complete range of the log has a table");
    } catch (RuntimeException e) {
      LOG.warn("log table failed cause={}; retrying with the next run", ScheduleFailure.of(e));
      since = since == null ? now : since;
      return late.failed(now, since, ScheduleFailure.of(e));
    }
  }

  private void write(Checkpoint checkpoint) {
    next = next < 0 ? first() : next;
    long end = Math.min(checkpoint.size() / EntryRange.ENTRIES, next + MAX_RANGES);
    while (next < end) {
      byte[] table = new EntryRange(tiles, checkpoint).table(next);
      if (store.create(LogPaths.table(next), table, Keeping.RETAINED)) {
        LOG.info("log table stored range={} bytes={}", next, table.length);
      }
      next++;
    }
  }

  /** Returns the first range without a table; one that was left out before is found again. */
  private long first() {
    try (Stream<Listed> listed = store.list(LogPaths.TABLES)) {
      long number = 0;
      var keys = listed.map(Listed::key).iterator();
      while (keys.hasNext() && keys.next().equals(LogPaths.table(number))) {
        number++;
      }
      return number;
    }
  }
}
