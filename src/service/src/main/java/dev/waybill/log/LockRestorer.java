package dev.waybill.log;

import dev.waybill.log.LogConflictException.Reason;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.LogStore.ListedVersion;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restorer of a lock that was removed, when it is provable which round the lock had.
 *
 * <p>Either a version of the lock still exists that fits the checkpoint, or no tile exists beyond
 * the checkpoint: then no round was written after it, and entries that were only staged are still
 * in their pending batches, since those are removed only after the checkpoint is published.
 */
final class LockRestorer {
  private static final Logger LOG = LoggerFactory.getLogger(LockRestorer.class);
  private static final int MAX_VERSIONS = 20;

  private final LogStore store;
  private final EdgeTiles edge;
  private final LogWriterListener listener;

  LockRestorer(LogStore store, EdgeTiles edge, LogWriterListener listener) {
    this.store = store;
    this.edge = edge;
    this.listener = listener;
  }

  /** Returns true when the store has neither tiles nor any version of a checkpoint or lock. */
  boolean isNewLog() {
    try (Stream<Listed> tiles = store.list(LogPaths.TILES);
        Stream<ListedVersion> checkpoints = store.versions(LogPaths.CHECKPOINT);
        Stream<ListedVersion> locks = store.versions(LogPaths.LOCK)) {
      return tiles.findFirst().isEmpty()
          && checkpoints.findFirst().isEmpty()
          && locks.findFirst().isEmpty();
    }
  }

  /**
   * Writes the lock again, unless another sequencer does.
   *
   * @throws LogConflictException when nothing proves which round it had
   */
  void restore(Checkpoint checkpoint) {
    Optional<StagedRound> version = newestVersion(checkpoint);
    if (version.isEmpty() && edge.isTileBeyond(checkpoint.size())) {
      throw new LogConflictException(
          Reason.LOCK_MISSING,
          LogPaths.LOCK
              + " is missing, and a tile exists that the checkpoint does not need; remove the"
              + " delete marker above the lock's newest version");
    }
    StagedRound round = version.orElse(StagedRound.at(checkpoint));
    if (store.replace(LogPaths.LOCK, round.encode(), null, Keeping.TEMPORARY).isPresent()) {
      String basis = version.isPresent() ? "its newest version" : "the checkpoint";
      LOG.warn("lock restored size={} basis=\"{}\"", round.after().size(), basis);
      listener.lockRestored(basis);
    }
  }

  private Optional<StagedRound> newestVersion(Checkpoint checkpoint) {
    List<String> ids;
    try (Stream<ListedVersion> versions = store.versions(LogPaths.LOCK)) {
      ids =
          versions
              .filter(it -> it.key().equals(LogPaths.LOCK) && !it.isDeleteMarker())
              .limit(MAX_VERSIONS)
              .map(ListedVersion::versionId)
              .toList();
    }
    // Versions of one second have no order, so the largest round that fits is the newest.
    return ids.stream()
        .flatMap(it -> store.find(LogPaths.LOCK, it).stream())
        .flatMap(it -> decode(it.content()).stream())
        .filter(it -> it.after().equals(checkpoint) || it.before().equals(checkpoint))
        .max(Comparator.comparingLong(it -> it.after().size()));
  }

  private static Optional<StagedRound> decode(byte[] lock) {
    try {
      return Optional.of(StagedRound.decode(lock));
    } catch (InvalidLogException e) {
      return Optional.empty();
    }
  }
}
