package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Comparison of the former versions of the checkpoint with the newest one. */
final class HistoryChecks {
  /** Limit of the versions that one check compares. */
  static final int MAX_VERSIONS = 5_000;

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
    String newest = lastVersion == null ? "" : lastVersion;
    Map<Long, Checkpoint> sizes = new HashMap<>();
    sizes.put(log.size(), log.checkpoint());
    List<ListedVersion> added = added(log, lastVersion);
    for (ListedVersion version : added) {
      compare(version, log, sizes, defects);
    }
    return added.isEmpty() ? newest : added.get(0).versionId();
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

  private void compare(
      ListedVersion version,
      OpenedLog log,
      Map<Long, Checkpoint> sizes,
      Consumer<LogDefect> defects) {
    String which = "version " + version.versionId() + " of " + version.lastModified();
    if (version.isDeleteMarker()) {
      report(LogDefectKind.CHECKPOINT_MISSING, which + " is a delete marker", defects);
      return;
    }
    Optional<StoredObject> stored = store.find(LogPaths.CHECKPOINT, version.versionId());
    if (stored.isEmpty()) {
      // A lifecycle rule may remove old versions while they are compared.
      return;
    }
    CheckpointReader.Read read = reader.read(LogPaths.CHECKPOINT, stored.get().content(), false);
    read.problem().ifPresent(it -> report(it.kind(), which + ": " + it.detail(), defects));
    read.note().ifPresent(it -> compare(it, which, log, sizes, defects));
  }

  private static void compare(
      SignedNote note,
      String which,
      OpenedLog log,
      Map<Long, Checkpoint> sizes,
      Consumer<LogDefect> defects) {
    Checkpoint checkpoint = Checkpoint.of(note.text());
    Checkpoint same = sizes.putIfAbsent(checkpoint.size(), checkpoint);
    String claim = which + " signs size " + checkpoint.size() + " and root " + checkpoint.root();
    if (same != null && !Objects.equals(same.root(), checkpoint.root())) {
      report(LogDefectKind.TWO_ROOTS, claim + ", another one the root " + same.root(), defects);
      return;
    }
    switch (log.consistency().compare(checkpoint)) {
      case INCONSISTENT ->
          report(LogDefectKind.CHECKPOINT_INCONSISTENT, claim + ", which is no prefix", defects);
      case LARGER ->
          report(
              LogDefectKind.CHECKPOINT_ROLLED_BACK,
              claim + ", the newest one only size " + log.size(),
              defects);
      case CONSISTENT, UNKNOWN -> {}
    }
  }

  private static void report(LogDefectKind kind, String detail, Consumer<LogDefect> defects) {
    defects.accept(new LogDefect(kind, LogPaths.CHECKPOINT, detail));
  }
}
