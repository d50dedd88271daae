package dev.waybill.reconcile.source;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SealedSource;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.source.ListedVersions.KeySample;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Seals that the log of records states, each proven to be covered by its newest checkpoint. */
public final class LoggedSeals implements SealedSource {
  private static final String NAME = "log of records";

  /** Number of tiles of the sample. Neighbors in the log often have neighboring keys. */
  private static final int SAMPLE_TILES = 256;

  /** Distance of the sampled entries of a tile. */
  private static final int SAMPLE_STEP = 16;

  /** Versions of an entry: itself, its delete marker and its copy. */
  private static final int VERSIONS_PER_ENTRY = 3;

  private final LoggedEntries log;
  private final String bucket;
  private final Supplier<Instant> published;

  /**
   * @param log the entries of the log
   * @param bucket the raw bucket; entries of other buckets are no seals
   * @param published returns the time of the newest checkpoint that was read, before which
   *     everything is in the log; the epoch when there is none
   */
  public LoggedSeals(LoggedEntries log, String bucket, Supplier<Instant> published) {
    this.log = log;
    this.bucket = bucket;
    this.published = published;
  }

  @Override
  public SourceReading read(Consumer<SealedRow> rows) {
    RowCounter<SealedRow> counted = new RowCounter<>(rows);
    try {
      long size = log.size();
      for (long tile = 0; tile * TileRange.FULL < size; tile++) {
        read(TileRange.of(tile, size), counted);
      }
      // Without a checkpoint, nothing would seem to be sealed, or everything to be in flight.
      return size == 0
          ? SourceReading.incomplete(NAME, published.get(), "the bucket has no log")
          : SourceReading.complete(NAME, published.get());
    } catch (RuntimeException e) {
      return SourceReading.incomplete(NAME, published.get(), counted.reason(e));
    }
  }

  private void read(TileRange range, Consumer<SealedRow> rows) {
    long index = range.from();
    for (LogEntry entry : log.read(range)) {
      if (isSeal(entry)) {
        rows.accept(SealedRow.of(index, entry));
      }
      index++;
    }
    if (index != range.to()) {
      throw new IllegalStateException("the log gave too few entries of tile " + range.tile());
    }
  }

  private boolean isSeal(LogEntry entry) {
    return entry.version().bucket().equals(bucket);
  }

  /** Returns keys of the raw bucket from all over the log. */
  public KeySample rawKeys() {
    return sample(
        (entry, keys) -> {
          keys.add(entry.version().key());
          if (entry.destinationKey() != null) {
            keys.add(entry.destinationKey());
          }
        });
  }

  /** Returns keys of records without their prefix, from all over the log. */
  public KeySample recordKeys(String prefix) {
    return sample(
        (entry, keys) -> {
          if (entry.recordKey().startsWith(prefix)) {
            keys.add(entry.recordKey().substring(prefix.length()));
          }
        });
  }

  /** Adder of the keys of an entry. */
  private interface KeysOfEntry {
    void add(LogEntry entry, List<String> keys);
  }

  private KeySample sample(KeysOfEntry of) {
    long size = log.size();
    List<String> keys = new ArrayList<>();
    tiles(size)
        .forEach(
            tile -> {
              List<LogEntry> entries = log.read(TileRange.of(tile, size));
              for (int at = 0; at < entries.size(); at += SAMPLE_STEP) {
                of.add(entries.get(at), keys);
              }
            });
    return new KeySample(keys, VERSIONS_PER_ENTRY * size);
  }

  /** The sample is not secret, so that any generator does. */
  private static LongStream tiles(long size) {
    long tiles = (size + TileRange.FULL - 1) / TileRange.FULL;
    return tiles <= SAMPLE_TILES
        ? LongStream.range(0, tiles)
        : new Random(size).longs(SAMPLE_TILES, 0, tiles).distinct();
  }
}
