package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.TileStore;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reader of the record keys that the log and its pending batches name. */
final class LoggedKeys {
  /** Number of bundles that are read concurrently. */
  private static final int BATCH = 16;

  private final LogStore store;
  private final TileStore tiles;

  LoggedKeys(LogStore store) {
    this.store = store;
    this.tiles = new TileStore(store);
  }

  /** Hands over the record key of each entry of a log. Malformed entries are left out. */
  void read(long size, Consumer<String> keys) {
    List<TileAddress> batch = new ArrayList<>();
    for (long first = 0; first < size; first += TileAddress.FULL) {
      batch.add(TileAddress.at(TileAddress.ENTRIES, first, size));
      if (batch.size() == BATCH) {
        readAll(batch, keys);
        batch.clear();
      }
    }
    readAll(batch, keys);
  }

  private void readAll(List<TileAddress> bundles, Consumer<String> keys) {
    for (Optional<byte[]> bundle : tiles.readAll(bundles)) {
      bundle.ifPresent(it -> decode(it, keys));
    }
  }

  /** Hands over the record keys of entries that are durable but not in the log yet. */
  void readPending(Consumer<String> keys) {
    try (Stream<Listed> pending = store.list(LogPaths.PENDING)) {
      pending
          .flatMap(it -> store.find(it.key()).stream())
          .forEach(it -> decode(it.content(), keys));
    }
  }

  private static void decode(byte[] bundle, Consumer<String> keys) {
    try {
      for (byte[] entry : EntryBundle.decode(bundle)) {
        key(entry).ifPresent(keys);
      }
    } catch (InvalidLogException e) {
      // The watch reports it; here its records count as missing, which only adds them again.
      return;
    }
  }

  private static Optional<String> key(byte[] entry) {
    try {
      return Optional.of(LogEntry.parse(entry).recordKey());
    } catch (InvalidLogException e) {
      return Optional.empty();
    }
  }
}
