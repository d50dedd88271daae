package dev.waybill.log;

import dev.waybill.record.log.TileAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Partial tiles and bundles in the store that can be removed once the full ones exist. */
final class PartialTiles {
  private static final int BITS_PER_LEVEL = 8;

  private final Set<TileAddress> partial =
      new TreeSet<>(
          Comparator.comparingInt(TileAddress::level)
              .thenComparingLong(TileAddress::index)
              .thenComparingInt(TileAddress::width));

  /** Adds a tile that exists; a full one is ignored. */
  void add(TileAddress address) {
    if (address.isPartial()) {
      partial.add(address);
    }
  }

  /** Returns the partial tiles whose full tiles a published tree has. */
  List<TileAddress> superseded(long size) {
    return partial.stream().filter(it -> hashes(it.level(), size) >= end(it)).toList();
  }

  private static long hashes(int level, long size) {
    return level <= 0 ? size : size >> (level * BITS_PER_LEVEL);
  }

  private static long end(TileAddress address) {
    return (address.index() + 1) * TileAddress.FULL;
  }

  /** Forgets tiles that were removed. */
  void remove(List<TileAddress> removed) {
    removed.forEach(partial::remove);
  }
}
