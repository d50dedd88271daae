package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.ListedVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Comparison of the former versions of the checkpoint with the newest one. */
final class HistoryChecks {
  /** Limit of the versions that one check compares. */
  private static final int MAX_VERSIONS = 5_000;

  private final LogStore store;
  private final CheckpointReader reader;

  HistoryChecks(LogStore store, CheckpointReader reader) {
    this.store = store;
    this.reader = reader;
  }

  /**
   * Compares the versions that were added since a time. Those of the same second are compared
   * again, because their order is not known.
   */
  void check(OpenedLog log, Instant since, Consumer<LogDefect> defects) {
    VersionComparison comparison = new VersionComparison(store, reader, log, defects);
    added(since).forEach(comparison::compare);
  }

  private List<ListedVersion> added(Instant since) {
    try (Stream<ListedVersion> versions = store.versions(LogPaths.CHECKPOINT)) {
      return versions
          .filter(it -> it.key().equals(LogPaths.CHECKPOINT))
          .takeWhile(it -> !it.lastModified().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
          .limit(MAX_VERSIONS)
          .toList();
    }
  }
}
