package dev.waybill.log;

import dev.waybill.log.LogStore.Listed;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;
import java.util.List;
import java.util.stream.Stream;

/** Listing of the tiles and bundles that exist at the right edge of a tree. */
final class EdgeTiles {
  private static final int BITS_PER_LEVEL = 8;

  private final LogStore store;

  EdgeTiles(LogStore store) {
    this.store = store;
  }

  /** Returns true when a tile or bundle exists that only a tree larger than a size needs. */
  boolean isTileBeyond(long size) {
    return Stream.of(0, TileAddress.ENTRIES)
        .flatMap(level -> at(level, size).stream())
        .anyMatch(it -> it.width() > size % TileAddress.FULL);
  }

  /** Returns the partial tiles that exist at the edges before and after a round. */
  PartialTiles partial(StagedRound round) {
    PartialTiles partial = new PartialTiles();
    for (Checkpoint tree : List.of(round.before(), round.after())) {
      for (int level = TileAddress.ENTRIES; hashes(level, tree.size()) > 0; level++) {
        at(level, tree.size()).forEach(partial::add);
      }
    }
    return partial;
  }

  /** Returns the widths that exist of the tile where a tree ends, as addresses. */
  private List<TileAddress> at(int level, long size) {
    long index = hashes(level, size) / TileAddress.FULL;
    TileAddress full = new TileAddress(level, index, TileAddress.FULL);
    try (Stream<Listed> listing = store.list(LogPaths.of(full))) {
      return listing
          .flatMap(it -> TileAddress.ofPath(it.key().substring(LogPaths.PREFIX.length())).stream())
          .filter(it -> it.full().equals(full))
          .toList();
    }
  }

  private static long hashes(int level, long size) {
    return level <= 0 ? size : size >> (level * BITS_PER_LEVEL);
  }
}
