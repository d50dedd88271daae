package dev.waybill.fixity.shape;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.RawSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Reading of all entries of the log. */
final class EntryReading {
  /** Number of tiles of the sample. Neighbors in the log often have neighboring keys. */
  private static final int SAMPLE_TILES = 256;

  /** Distance of the sampled entries of a tile, which limits the sample to 4,096 keys. */
  private static final int SAMPLE_STEP = 16;

  private final LoggedEntries log;
  private final RawSettings raw;
  private final byte[] secret;
  private final AtomicLong outside = new AtomicLong();

  /**
   * @param secret random bytes of the run
   */
  EntryReading(LoggedEntries log, RawSettings raw, byte[] secret) {
    this.log = log;
    this.raw = raw;
    this.secret = secret.clone();
  }

  /** Returns keys without their prefix, of entries from all over the log. */
  List<String> sample(long size) {
    RowSource source = source();
    List<String> keys = new ArrayList<>();
    tiles(size).forEach(tile -> sample(TileRange.of(tile, size), source, keys));
    return keys;
  }

  private void sample(TileRange range, RowSource source, List<String> keys) {
    List<LogEntry> entries = log.read(range);
    for (int at = 0; at < entries.size(); at += SAMPLE_STEP) {
      source.suffix(entries.get(at)).ifPresent(keys::add);
    }
  }

  /** The sample is not secret, so that any generator does. */
  private static LongStream tiles(long size) {
    long tiles = tileCount(size);
    return tiles <= SAMPLE_TILES
        ? LongStream.range(0, tiles)
        : new Random(size).longs(SAMPLE_TILES, 0, tiles).distinct();
  }

  private static long tileCount(long size) {
    return (size + TileRange.FULL - 1) / TileRange.FULL;
  }

  private RowSource source() {
    return new RowSource(raw, new RowHasher(secret));
  }

  /** Returns one task for each tile, which gives the rows of its entries. */
  Iterator<Runnable> tasks(long size, Consumer<ShapeRow> rows, PhaseProgress progress) {
    return LongStream.range(0, tileCount(size))
        .<Runnable>mapToObj(tile -> () -> read(TileRange.of(tile, size), rows, progress))
        .iterator();
  }

  private void read(TileRange range, Consumer<ShapeRow> rows, PhaseProgress progress) {
    RowSource source = source();
    long index = range.from();
    for (LogEntry entry : log.read(range)) {
      source.sealed(index++, entry).ifPresentOrElse(rows, outside::incrementAndGet);
    }
    if (index != range.to()) {
      throw new IllegalStateException("the log gave too few entries of tile " + range.tile());
    }
    progress.step(range.width());
  }

  /** Returns the number of entries outside of the listed prefixes. */
  long outside() {
    return outside.get();
  }
}
