package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Comparison of versions of the checkpoint, from the newest to the oldest, with one another. */
final class VersionComparison {
  /**
   * Time within which the order of two versions is not known: S3 states seconds, by the clocks of
   * several servers.
   */
  private static final Duration UNORDERED = Duration.ofSeconds(2);

  private final LogStore store;
  private final CheckpointReader reader;
  private final OpenedLog log;
  private final Consumer<LogDefect> defects;

  /** Compared checkpoints by size. */
  private final Map<Long, Checkpoint> sizes = new HashMap<>();

  /** Smallest size of the versions that are certainly newer. */
  private long smallestLater = Long.MAX_VALUE;

  /** Versions that may be newer or older than the next one, the newest first. */
  private final Deque<SizedVersion> recent = new ArrayDeque<>();

  private record SizedVersion(Instant at, long size) {}

  VersionComparison(
      LogStore store, CheckpointReader reader, OpenedLog log, Consumer<LogDefect> defects) {
    this.store = store;
    this.reader = reader;
    this.log = log;
    this.defects = defects;
    sizes.put(log.size(), log.checkpoint());
  }

  void compare(ListedVersion version) {
    String which = "version " + version.versionId() + " of " + version.lastModified();
    if (version.isDeleteMarker()) {
      report(LogDefectKind.CHECKPOINT_MISSING, which + " is a delete marker");
      return;
    }
    Optional<StoredObject> stored = store.find(LogPaths.CHECKPOINT, version.versionId());
    // A lifecycle rule may remove old versions while they are compared.
    stored.ifPresent(
        it -> {
          CheckpointReader.Read read = reader.read(LogPaths.CHECKPOINT, it.content(), false);
          read.problem()
              .ifPresent(problem -> report(problem.kind(), which + ": " + problem.detail()));
          read.note().ifPresent(note -> compare(note, which, version));
        });
  }

  private void compare(SignedNote note, String which, ListedVersion version) {
    Checkpoint checkpoint = Checkpoint.of(note.text());
    String claim = which + " signs size " + checkpoint.size() + " and root " + checkpoint.root();
    compareOrder(checkpoint.size(), claim, version);
    Checkpoint same = sizes.putIfAbsent(checkpoint.size(), checkpoint);
    if (same != null && !same.root().equals(checkpoint.root())) {
      report(LogDefectKind.TWO_ROOTS, claim + ", another one the root " + same.root());
    } else if (log.consistency().compare(checkpoint) == TreeConsistency.Result.INCONSISTENT) {
      report(LogDefectKind.CHECKPOINT_INCONSISTENT, claim + ", which is no prefix of the log");
    }
  }

  private void compareOrder(long size, String claim, ListedVersion version) {
    Instant time = version.lastModified().truncatedTo(ChronoUnit.SECONDS);
    while (!recent.isEmpty() && recent.peekFirst().at().isAfter(time.plus(UNORDERED))) {
      smallestLater = Math.min(smallestLater, recent.removeFirst().size());
    }
    if (size > smallestLater) {
      report(
          LogDefectKind.CHECKPOINT_ROLLED_BACK,
          claim + ", and a later one only size " + smallestLater);
    }
    if (version.isLatest()) {
      smallestLater = Math.min(smallestLater, size);
    } else {
      recent.addLast(new SizedVersion(time, size));
    }
  }

  private void report(LogDefectKind kind, String detail) {
    defects.accept(new LogDefect(kind, LogPaths.CHECKPOINT, detail));
  }
}
