package dev.waybill.log;

import dev.waybill.log.LogConflictException.Reason;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writer of one round: lock, tiles and bundles, checkpoint, and then what is not needed any more.
 */
final class RoundWriter {
  private final LogStore store;
  private final CheckpointStore checkpoints;
  private final RecentBatches recent;
  private PartialTiles partial = new PartialTiles();

  RoundWriter(LogStore store, CheckpointStore checkpoints, RecentBatches recent) {
    this.store = store;
    this.checkpoints = checkpoints;
    this.recent = recent;
  }

  /** Begins with a state that was read, and the partial tiles that exist. */
  void begin(PartialTiles present) {
    partial = present;
  }

  /**
   * Stages entries in the lock and publishes them.
   *
   * @return empty when another sequencer was first
   */
  Optional<LogState> append(LogState state, List<EncodedEntry> entries, List<String> covered) {
    Map<TileAddress, NewObject> objects = state.tree().append(entries);
    Checkpoint before = state.published().checkpoint();
    Checkpoint after = state.tree().checkpoint(before.origin());
    StagedRound round = new StagedRound(before, after, covered, entries);
    Optional<String> eTag =
        store.replace(LogPaths.LOCK, round.encode(), state.lockETag(), Keeping.TEMPORARY);
    return eTag.flatMap(
        it -> publish(new LogState(it, round, state.published(), state.tree()), objects));
  }

  /**
   * Publishes the round that another sequencer, or this one, has staged.
   *
   * @return empty when another sequencer was first
   * @throws LogConflictException when its root is not that of its entries
   */
  Optional<LogState> replay(LogState state) {
    StagedRound round = state.round();
    Map<TileAddress, NewObject> objects = state.tree().append(round.entries());
    if (!state.tree().checkpoint(round.after().origin()).equals(round.after())) {
      throw new LogConflictException(
          Reason.ROOT_DIFFERS,
          LogPaths.LOCK
              + " states a root for size "
              + round.after().size()
              + " that its entries do not have; restore its newest version that a sequencer wrote");
    }
    return publish(state, objects);
  }

  private Optional<LogState> publish(LogState state, Map<TileAddress, NewObject> objects) {
    objects.keySet().forEach(partial::add);
    if (!put(objects.values())) {
      return Optional.empty();
    }
    return checkpoints
        .publish(state.round().after(), state.published())
        .map(it -> new LogState(state.lockETag(), state.round(), it, state.tree()));
  }

  /** Writes objects; returns false when one was removed meanwhile, as another sequencer does. */
  private boolean put(Collection<NewObject> objects) {
    Map<String, NewObject> byKey = new LinkedHashMap<>();
    objects.forEach(it -> byKey.put(it.key(), it));
    List<String> present = store.createAll(List.copyOf(byKey.values()));
    List<Optional<StoredObject>> found = present.isEmpty() ? List.of() : store.findAll(present);
    for (int at = 0; at < present.size(); at++) {
      if (found.get(at).isEmpty()) {
        return false;
      }
      NewObject expected = byKey.get(present.get(at));
      if (expected == null || !Arrays.equals(found.get(at).get().content(), expected.content())) {
        throw new LogConflictException(
            Reason.TILE_DIFFERS,
            present.get(at)
                + " exists with other bytes than the staged round gives it; compare its versions");
      }
    }
    return true;
  }

  /** Removes the batches that a published round covers, and partial tiles that are full now. */
  void clean(LogState state) {
    List<TileAddress> superseded = partial.superseded(state.published().size());
    List<String> keys = new ArrayList<>(state.round().covered());
    superseded.forEach(it -> keys.add(LogPaths.of(it)));
    if (!keys.isEmpty()) {
      store.delete(keys);
    }
    partial.remove(superseded);
    state.round().covered().forEach(recent::remove);
  }

  /** Removes batches whose entries the log has already. */
  void drop(List<PendingBatch> batches) {
    List<String> keys = batches.stream().map(PendingBatch::key).toList();
    store.delete(keys);
    keys.forEach(recent::remove);
  }

  /** Signs the newest checkpoint again; empty when another sequencer was first. */
  Optional<LogState> refresh(LogState state) {
    return checkpoints
        .publish(state.published().checkpoint(), state.published())
        .map(it -> new LogState(state.lockETag(), state.round(), it, state.tree()));
  }
}
