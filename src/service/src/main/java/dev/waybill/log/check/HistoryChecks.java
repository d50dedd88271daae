package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.ListedVersion;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
   * Compares the versions that were added since the last check.
   *
   * @param lastVersion version id that the last check returned; null for none
   * @return the version id of the newest version; the last one when there is no version
   */
  String check(OpenedLog log, @Nullable String lastVersion, Consumer<LogDefect> defects) {
    List<ListedVersion> added = added(log, lastVersion);
    VersionComparison comparison = new VersionComparison(store, reader, log, defects);
    added.forEach(comparison::compare);
    if (added.isEmpty()) {
      return lastVersion == null ? "" : lastVersion;
    }
    return added.get(0).versionId();
  }

  private List<ListedVersion> added(OpenedLog log, @Nullable String lastVersion) {
    try (Stream<ListedVersion> versions = store.versions(LogPaths.CHECKPOINT)) {
      return versions
          .filter(it -> it.key().equals(LogPaths.CHECKPOINT))
          // Versions above the one that was read are newer, and are compared by the next check.
          .dropWhile(it -> !log.newest().eTag().equals(it.eTag()))
          .takeWhile(it -> !it.versionId().equals(lastVersion))
          .limit(MAX_VERSIONS)
          .toList();
    }
  }
}
