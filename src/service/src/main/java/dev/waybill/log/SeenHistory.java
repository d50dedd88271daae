package dev.waybill.log;

import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.TileAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory of the records that the log has, filled from its bundles when a sequencer begins, from the
 * newest back to the limit. With a million entries a change of the leader takes seconds for it.
 */
final class SeenHistory {
  private static final Logger LOG = LoggerFactory.getLogger(SeenHistory.class);

  /** Number of bundles that one step reads. */
  private static final int BUNDLES = 32;

  /**
   * The first round fills the memory: entries of a process that was killed come again from another
   * one, at once or minutes later, and the first round can meet them.
   */
  private static final int FIRST_STEPS = Integer.MAX_VALUE;

  private final TileStore tiles;
  private final int firstSteps;
  private final SeenRecords seen;

  /** The entries from here up to {@link #end} have been added. */
  private long begin;

  private long end;

  SeenHistory(TileStore tiles, int limit) {
    this(tiles, limit, FIRST_STEPS);
  }

  SeenHistory(TileStore tiles, int limit, int firstSteps) {
    this.tiles = tiles;
    this.firstSteps = firstSteps;
    seen = new SeenRecords(limit);
  }

  /** Adds some entries before those that are known, and those after them up to a size. */
  void read(long size) {
    if (size - end > (long) BUNDLES * TileAddress.FULL) {
      begin = size;
      end = size;
    }
    if (size > end) {
      addBundles(end, size, size);
      end = size;
    }
    int steps = begin == end ? firstSteps : 1;
    for (int step = 0; step < steps && begin > 0 && !seen.isFull(); step++) {
      long from = Math.max(0, (begin - 1) / TileAddress.FULL - BUNDLES + 1) * TileAddress.FULL;
      addBundles(from, begin, size);
      begin = from;
    }
  }

  /** Bundles are not verified here: a changed one can only hide or add a duplicate. */
  private void addBundles(long from, long to, long size) {
    List<TileAddress> addresses = new ArrayList<>();
    for (long at = from / TileAddress.FULL * TileAddress.FULL; at < to; at += TileAddress.FULL) {
      addresses.add(TileAddress.at(TileAddress.ENTRIES, at, size));
    }
    for (Optional<byte[]> bundle : tiles.readAll(addresses)) {
      try {
        bundle.ifPresent(it -> EncodedEntry.ofBundle(it, TileAddress.FULL).forEach(seen::add));
      } catch (InvalidLogException e) {
        LOG.warn("bundle skipped in the search for duplicates cause=\"{}\"", e.getMessage());
      }
    }
  }

  /** Adds the entries of a round that is published. */
  void add(StagedRound round) {
    round.entries().forEach(seen::add);
    end = round.after().size();
  }

  /** Returns the entries of batches whose records are neither known nor repeated, in order. */
  List<EncodedEntry> unseen(List<PendingBatch> batches) {
    List<EncodedEntry> fresh = new ArrayList<>();
    SeenRecords own = new SeenRecords(Integer.MAX_VALUE);
    for (PendingBatch batch : batches) {
      for (EncodedEntry entry : batch.entries()) {
        if (!seen.contains(entry) && !own.contains(entry)) {
          own.add(entry);
          fresh.add(entry);
        }
      }
    }
    return fresh;
  }
}
