package dev.waybill.log;

import dev.waybill.log.LogConflictException.Reason;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the log's state, which compares lock, checkpoint and tiles with each other and with
 * what this process has seen before. Makes an empty log when there is none.
 *
 * <p>The signed checkpoint is what is believed. The lock is not signed: whoever may write it could
 * also write a pending batch, so it may append entries, but may change nothing before them.
 */
final class LogLoader {
  private static final int MAX_ATTEMPTS = 5;

  private final LogStore store;
  private final CheckpointStore checkpoints;
  private final LockRestorer restorer;
  private final EdgeTiles edge;
  private final TileStore tiles;
  private @Nullable Checkpoint newest;

  LogLoader(
      LogStore store, CheckpointStore checkpoints, EdgeTiles edge, LogWriterListener listener) {
    this.store = store;
    this.checkpoints = checkpoints;
    this.edge = edge;
    restorer = new LockRestorer(store, edge, listener);
    tiles = new TileStore(store);
  }

  /** Remembers a checkpoint that this process has published or read. */
  void published(Checkpoint checkpoint) {
    newest = checkpoint;
  }

  /** Remembers a checkpoint of an earlier process, unless this one knows a newer one. */
  void remember(Checkpoint signed) {
    if (newest == null) {
      newest = signed;
    }
  }

  /**
   * Returns the newest checkpoint that this process knows.
   *
   * @throws IllegalStateException when it has read none
   */
  Checkpoint newest() {
    if (newest == null) {
      throw new IllegalStateException(
          "the log changed at every attempt to read it; other sequencers are running");
    }
    return newest;
  }

  /**
   * Reads the state.
   *
   * @return empty when other sequencers changed it at every attempt
   * @throws LogConflictException when the state contradicts itself
   */
  Optional<LogState> load() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<LogState> state = attempt();
      if (state.isPresent()) {
        return state;
      }
    }
    return Optional.empty();
  }

  /**
   * Makes one attempt. The checkpoint is read before the lock: a round is published only after it
   * is staged, so the lock cannot be the older one of the two unless somebody changed it.
   */
  private Optional<LogState> attempt() {
    Optional<StoredCheckpoint> published = checkpoints.read();
    Optional<StoredObject> lock = store.find(LogPaths.LOCK);
    if (published.isEmpty()) {
      begin(lock.map(it -> decode(it.content())));
      return Optional.empty();
    }
    if (lock.isEmpty()) {
      restorer.restore(published.get().checkpoint());
      return Optional.empty();
    }
    StagedRound round = decode(lock.get().content());
    if (!isCurrent(round, published.get())) {
      return Optional.empty();
    }
    requireExtensionOfNewest(published.get().checkpoint());
    SequencedTree tree = SequencedTree.read(tiles, published.get().checkpoint());
    if (edge.isTileBeyond(round.after().size())) {
      requireChanged(lock.get(), round);
      return Optional.empty();
    }
    published(published.get().checkpoint());
    return Optional.of(new LogState(lock.get().eTag(), round, published.get(), tree));
  }

  /** Makes the empty log, or publishes its checkpoint when only its lock was written. */
  private void begin(Optional<StagedRound> lock) {
    StagedRound empty =
        StagedRound.at(new Checkpoint(checkpoints.origin(), 0, TreeHash.EMPTY_ROOT));
    if (newest == null && lock.isEmpty() && restorer.isNewLog()) {
      store.replace(LogPaths.LOCK, empty.encode(), null, Keeping.TEMPORARY);
    } else if (newest == null && lock.filter(empty::equals).isPresent()) {
      checkpoints.publish(empty.after(), null);
    } else if (lock.isEmpty() && store.find(LogPaths.LOCK).isPresent()) {
      // Another sequencer has just made the log.
      return;
    } else if (checkpoints.read().isEmpty()) {
      throw new LogConflictException(
          Reason.CHECKPOINT_MISSING,
          LogPaths.CHECKPOINT
              + " is missing although the log is not new; remove the delete marker above its"
              + " newest version");
    }
  }

  private StagedRound decode(byte[] lock) {
    try {
      StagedRound round = StagedRound.decode(lock);
      if (!round.before().origin().equals(checkpoints.origin())) {
        throw new InvalidLogException("its origin is not " + checkpoints.origin());
      }
      return round;
    } catch (InvalidLogException e) {
      throw new LogConflictException(
          Reason.LOCK_UNREADABLE,
          LogPaths.LOCK
              + " cannot be read: "
              + e.getMessage()
              + "; restore its newest version that a sequencer wrote");
    }
  }

  /** Compares a checkpoint with the lock that was read after it; false to read both again. */
  private boolean isCurrent(StagedRound round, StoredCheckpoint published) {
    Checkpoint checkpoint = published.checkpoint();
    if (checkpoint.equals(round.after()) || checkpoint.equals(round.before())) {
      return true;
    }
    if (checkpoint.size() == round.after().size() || checkpoint.size() == round.before().size()) {
      throw differs(checkpoint, "the lock states another root for this size");
    }
    if (checkpoint.size() > round.before().size()) {
      throw new LogConflictException(
          Reason.LOCK_ROLLED_BACK,
          LogPaths.LOCK
              + " ends at size "
              + round.after().size()
              + ", but the checkpoint has "
              + checkpoint.size()
              + "; restore the newest version of the lock");
    }
    Optional<StoredCheckpoint> again = checkpoints.read();
    if (again.isPresent() && again.get().size() < round.before().size()) {
      throw rolledBack(again.get().checkpoint(), round.before().size());
    }
    return false;
  }

  /** Fails when the lock is what it was before the listing that found tiles of a later round. */
  private void requireChanged(StoredObject lock, StagedRound round) {
    if (store.find(LogPaths.LOCK).filter(it -> it.eTag().equals(lock.eTag())).isPresent()) {
      throw new LogConflictException(
          Reason.TILE_BEYOND,
          "a tile exists beyond size "
              + round.after().size()
              + " where "
              + LogPaths.LOCK
              + " ends; lock and checkpoint may be rolled back: compare their versions");
    }
  }

  private void requireExtensionOfNewest(Checkpoint checkpoint) {
    Checkpoint old = newest;
    if (old == null || old.equals(checkpoint)) {
      return;
    }
    if (checkpoint.size() < old.size()) {
      throw rolledBack(checkpoint, old.size());
    }
    if (!isExtended(old, checkpoint)) {
      throw differs(checkpoint, "it does not extend the tree of size " + old.size());
    }
  }

  private boolean isExtended(Checkpoint old, Checkpoint checkpoint) {
    try {
      TileTree tree = new TileTree(tiles, checkpoint.size());
      return MerkleTree.extendsTree(
          old.size(),
          old.root(),
          checkpoint.size(),
          checkpoint.root(),
          tree.consistencyProof(old.size()));
    } catch (InvalidLogException e) {
      throw new LogConflictException(
          Reason.TILE_DIFFERS,
          "the tiles do not prove that the checkpoint of size "
              + checkpoint.size()
              + " extends the one of size "
              + old.size()
              + ": "
              + e.getMessage()
              + "; restore the tile's first version");
    }
  }

  private static LogConflictException differs(Checkpoint checkpoint, String detail) {
    return new LogConflictException(
        Reason.ROOT_DIFFERS,
        "the checkpoint of size "
            + checkpoint.size()
            + " contradicts the log: "
            + detail
            + "; compare the versions of "
            + LogPaths.CHECKPOINT
            + " and "
            + LogPaths.LOCK);
  }

  private static LogConflictException rolledBack(Checkpoint checkpoint, long expected) {
    return new LogConflictException(
        Reason.CHECKPOINT_ROLLED_BACK,
        LogPaths.CHECKPOINT
            + " has size "
            + checkpoint.size()
            + ", but size "
            + expected
            + " was published before; restore its newest version");
  }
}
