package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.log.TileStore;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Comparison of bundles with their tiles of level 0, and of these with the authentic tree. */
final class BundleChecks {
  /** Number of bundles that are read concurrently, which bounds the memory. */
  private static final int BATCH = 16;

  private static final String DIFFERENT = "its entries are not those that the signed root needs";

  private final TileStore stored;
  private final AuthenticTiles tree;
  private final Consumer<LogDefect> defects;
  private final EntryListener listener;

  BundleChecks(
      TileStore stored, AuthenticTiles tree, Consumer<LogDefect> defects, EntryListener listener) {
    this.stored = stored;
    this.tree = tree;
    this.defects = defects;
    this.listener = listener;
  }

  /** Checks the bundles with these indexes; those beyond the tree are ignored. */
  void check(Iterable<Long> indexes) {
    List<TileAddress> batch = new ArrayList<>();
    for (long index : indexes) {
      long first = index * TileAddress.FULL;
      if (index >= 0 && first < tree.size()) {
        batch.add(TileAddress.at(0, first, tree.size()));
      }
      if (batch.size() == BATCH) {
        checkAll(batch);
        batch.clear();
      }
    }
    checkAll(batch);
  }

  private void checkAll(List<TileAddress> tiles) {
    List<TileAddress> both = new ArrayList<>(tiles);
    tiles.forEach(it -> both.add(it.bundle()));
    List<Optional<byte[]>> contents = stored.readAll(both);
    Map<TileAddress, byte[]> read = new HashMap<>();
    for (int i = 0; i < both.size(); i++) {
      TileAddress address = both.get(i);
      contents.get(i).ifPresent(it -> read.put(address, it));
    }
    tiles.forEach(it -> check(it, read));
  }

  private void check(TileAddress tile, Map<TileAddress, byte[]> read) {
    Optional<byte[]> bundle = Optional.ofNullable(read.get(tile.bundle()));
    Optional<List<byte[]>> entries = bundle.flatMap(it -> TileHashes.entries(tile.bundle(), it));
    Optional<byte[]> leaves = entries.map(TileHashes::ofEntries);
    Optional<byte[]> hashes =
        Optional.ofNullable(read.get(tile)).flatMap(it -> TileHashes.of(tile, it));
    boolean isBundleRight = compare(tile, hashes, leaves, read);
    if (isBundleRight) {
      entries.ifPresent(it -> parse(tile.bundle(), it));
    }
    entries.ifPresent(it -> listener.entriesRead(tile.index() * TileAddress.FULL, it));
  }

  /** Returns true when the entries are right. */
  private boolean compare(
      TileAddress tile,
      Optional<byte[]> hashes,
      Optional<byte[]> leaves,
      Map<TileAddress, byte[]> read) {
    Optional<Predicate<byte[]>> expected = expected(tile);
    // Without anything above to trust, the tile is the measure of its bundle.
    Predicate<byte[]> isRight =
        expected.orElse(it -> hashes.isEmpty() || Arrays.equals(it, hashes.get()));
    boolean isTileRight = hashes.filter(isRight).isPresent();
    boolean isBundleRight = leaves.filter(isRight).isPresent();
    boolean isChangedTogether =
        hashes.isPresent() && leaves.isPresent() && Arrays.equals(hashes.get(), leaves.get());
    if (!isTileRight && !isBundleRight && isChangedTogether) {
      report(
          LogDefectKind.LEAF_MISMATCH,
          tile.bundle(),
          "its entries and the hashes of " + LogPaths.of(tile) + " agree, but not with the root");
      return false;
    }
    if (!isTileRight) {
      defects.accept(AuthenticTiles.defect(tile, read.containsKey(tile)));
    }
    if (!isBundleRight) {
      reportBundle(tile.bundle(), read.containsKey(tile.bundle()));
    }
    return isBundleRight;
  }

  private void reportBundle(TileAddress bundle, boolean exists) {
    if (exists) {
      report(LogDefectKind.BUNDLE_CHANGED, bundle, DIFFERENT);
    } else {
      report(LogDefectKind.BUNDLE_MISSING, bundle, "the bundle does not exist");
    }
  }

  private Optional<Predicate<byte[]>> expected(TileAddress tile) {
    if (tile.isPartial()) {
      return tree.read(tile).map(right -> it -> Arrays.equals(it, right));
    }
    Optional<TreeHash> hash = tree.expected(tile);
    return hash.map(right -> it -> TileHashes.root(it).equals(right));
  }

  private void parse(TileAddress bundle, List<byte[]> entries) {
    for (int i = 0; i < entries.size(); i++) {
      try {
        LogEntry unused = LogEntry.parse(entries.get(i));
      } catch (InvalidLogException e) {
        long index = bundle.index() * TileAddress.FULL + i;
        report(LogDefectKind.ENTRY_MALFORMED, bundle, "entry " + index + ": " + e.getMessage());
        return;
      }
    }
  }

  private void report(LogDefectKind kind, TileAddress tile, String detail) {
    defects.accept(new LogDefect(kind, LogPaths.of(tile), detail));
  }
}
