package dev.waybill.fixity.plan;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/** Log of records that grows when a test says so. */
public final class SampleEntries implements LoggedEntries {
  private static final Sha256 DIGEST = Sha256.hash("content");

  private final LongUnaryOperator sizes;
  private LongFunction<Instant> sealed;
  private long size;
  private long lost = -1;

  /**
   * @param sizes size of each version
   */
  public SampleEntries(long size, LongUnaryOperator sizes, Instant sealed) {
    this.size = size;
    this.sizes = sizes;
    this.sealed = index -> sealed;
  }

  void grow(long entries, Instant at) {
    long before = size;
    LongFunction<Instant> former = sealed;
    sealed = index -> index < before ? former.apply(index) : at;
    size += entries;
  }

  /** Makes a tile unreadable; -1 for none. */
  void lose(long tile) {
    lost = tile;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public List<LogEntry> read(TileRange range) {
    if (range.to() > size) {
      throw new IllegalArgumentException("the log does not have these entries");
    }
    if (range.tile() == lost) {
      throw new IllegalStateException("the tile is missing");
    }
    List<LogEntry> entries = new ArrayList<>();
    for (long index = range.from(); index < range.to(); index++) {
      entries.add(entry(index));
    }
    return entries;
  }

  private LogEntry entry(long index) {
    return new LogEntry(
        EntryKind.SEAL,
        "records/caa304-raw-data/incoming/folder/" + index + ".sigstore.json",
        DIGEST,
        new ObjectVersion(
            "caa304-raw-data", "incoming/folder" + index % 3 + "/" + index + ".bin", "v" + index),
        sizes.applyAsLong(index),
        null,
        DIGEST,
        null,
        sealed.apply(index));
  }
}
