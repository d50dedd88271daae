package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.TileStore;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reader of entries that the newest signed checkpoint covers. It follows one log: a checkpoint that
 * does not extend the one before is rejected. Not safe for use by several threads.
 */
public final class VerifiedLogReader {
  private final TileStore stored;
  private final LogCheck check;
  private @Nullable OpenedLog log;

  /**
   * @param store the provenance bucket
   * @param check check of the same log
   */
  public VerifiedLogReader(LogStore store, LogCheck check) {
    this.stored = new TileStore(store);
    this.check = check;
  }

  /** Returns the number of entries of the checkpoint that was read last; 0 before. */
  public long size() {
    return log == null ? 0 : log.size();
  }

  /**
   * Returns the time at which the store received the checkpoint that was read last; the epoch
   * before.
   */
  public Instant publishedAt() {
    return log == null ? Instant.EPOCH : log.newest().publishedAt();
  }

  /**
   * Returns the checkpoint of the log when it had a size, computed from its authentic tiles.
   *
   * @throws InvalidLogException when the log has never had that size, or its tiles are wrong
   */
  public Checkpoint checkpoint(long size) {
    if (log == null || size < 0 || size > log.size()) {
      throw new InvalidLogException("the log has " + size() + " entries, not " + size);
    }
    return log.consistency().at(size);
  }

  /**
   * Reads the newest checkpoint. A log that was never seen may have none yet.
   *
   * @throws InvalidLogException when the checkpoint is not that of the log, or does not extend the
   *     one that was read before
   */
  public void refresh() {
    DefectList defects = new DefectList();
    Optional<OpenedLog> opened = check.open(log == null ? null : log.edge(), defects);
    if (opened.isEmpty()) {
      requireNew(defects);
      return;
    }
    if (log != null) {
      requireExtended(log, opened.get());
    }
    log = opened.get();
  }

  private void requireNew(DefectList defects) {
    boolean isMissing =
        defects.list().stream().allMatch(it -> it.kind() == LogDefectKind.CHECKPOINT_MISSING);
    if (log != null || !isMissing) {
      throw new InvalidLogException(
          "the checkpoint of the log: "
              + defects.list().stream().map(LogDefect::detail).findFirst().orElse("not readable"));
    }
  }

  private static void requireExtended(OpenedLog before, OpenedLog now) {
    if (before.size() > 0
        && now.consistency().compare(before.checkpoint()) != TreeConsistency.Result.CONSISTENT) {
      throw new InvalidLogException(
          "the checkpoint of size "
              + now.size()
              + " does not extend the one of size "
              + before.size());
    }
  }

  /**
   * Returns the first entries of a tile of level 0.
   *
   * @throws InvalidLogException when the checkpoint does not cover them, or they are not what it
   *     covers
   */
  public List<LogEntry> read(long tile, int width) {
    OpenedLog opened = log;
    long first = tile * TileAddress.FULL;
    if (opened == null || first + width > opened.size()) {
      throw new InvalidLogException("the log has " + size() + " entries, without tile " + tile);
    }
    TileAddress address = TileAddress.at(0, first, opened.size());
    List<byte[]> entries =
        stored
            .read(address.bundle())
            .flatMap(it -> TileHashes.entries(address.bundle(), it))
            .filter(it -> isCovered(opened, address, TileHashes.ofEntries(it)))
            .orElseThrow(
                () ->
                    new InvalidLogException(
                        LogPaths.of(address.bundle())
                            + " is missing, or is not what the signed root needs"));
    return entries.subList(0, width).stream().map(LogEntry::parse).toList();
  }

  /** Without an authentic tile above it, a bundle is never right. */
  private static boolean isCovered(OpenedLog log, TileAddress tile, byte[] leaves) {
    if (tile.isPartial()) {
      return log.tiles().read(tile).filter(it -> Arrays.equals(it, leaves)).isPresent();
    }
    Optional<TreeHash> above = log.tiles().expected(tile);
    return above.filter(TileHashes.root(leaves)::equals).isPresent();
  }
}
