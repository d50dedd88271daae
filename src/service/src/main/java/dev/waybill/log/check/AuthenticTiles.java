package dev.waybill.log.check;

import dev.waybill.log.LogPaths;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TreeHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tiles of a tree, authenticated from the signed root down: the edge by the root, and each full
 * tile by the tile above it. A tile that is wrong is a defect, and is rebuilt from what is below it
 * when that gives the right hash.
 */
final class AuthenticTiles implements TileReader {
  private static final int MAX_CACHED_TILES = 1024;

  private final TileReader reader;
  private final long size;
  private final TreeEdge edge;
  private final Consumer<LogDefect> defects;
  private final RebuiltTiles rebuilt;
  private final Map<TileAddress, Optional<byte[]>> cache =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TileAddress, Optional<byte[]>> eldest) {
          return size() > MAX_CACHED_TILES;
        }
      };

  /**
   * @param reader the stored tiles and bundles
   * @param edge the partial tiles of the tree
   * @param defects receives each tile that is wrong, at least once
   */
  AuthenticTiles(TileReader reader, TreeEdge edge, Consumer<LogDefect> defects) {
    this.reader = reader;
    this.size = edge.size();
    this.edge = edge;
    this.defects = defects;
    this.rebuilt = new RebuiltTiles(reader);
  }

  /** Returns the number of entries. */
  long size() {
    return size;
  }

  /**
   * Returns the hashes of a tile of this tree; empty when they cannot be authenticated. A tile
   * below one that cannot be authenticated is returned as it is stored.
   */
  @Override
  public Optional<byte[]> read(TileAddress address) {
    if (address.isPartial()) {
      return edge.tile(address.level());
    }
    Optional<byte[]> cached = cache.get(address);
    if (cached == null) {
      cached = authenticated(address);
      cache.put(address, cached);
    }
    return cached;
  }

  /** Returns the hash above a full tile as the tile above states it; empty when it is unknown. */
  Optional<TreeHash> expected(TileAddress full) {
    int level = full.level() + 1;
    return read(TileAddress.at(level, full.index(), size))
        .map(above -> TileHashes.at(above, full.index() % TileAddress.FULL));
  }

  private Optional<byte[]> authenticated(TileAddress address) {
    Optional<TreeHash> expected = expected(address);
    Optional<byte[]> stored = reader.read(address);
    Optional<byte[]> hashes = stored.flatMap(it -> TileHashes.of(address, it));
    if (hashes.isPresent()
        && (expected.isEmpty() || TileHashes.root(hashes.get()).equals(expected.get()))) {
      return hashes;
    }
    report(address, stored.isPresent());
    return expected.flatMap(
        hash ->
            rebuilt
                .of(address, hashes.orElse(null))
                .filter(it -> TileHashes.root(it).equals(hash)));
  }

  /** Reports a tile above level 0; those of level 0 are compared with their bundles. */
  private void report(TileAddress address, boolean exists) {
    if (address.level() > 0) {
      defects.accept(defect(address, exists));
    }
  }

  static LogDefect defect(TileAddress tile, boolean exists) {
    return exists
        ? new LogDefect(
            tile.level() == 0 ? LogDefectKind.TILE_CHANGED : LogDefectKind.UPPER_TILE_CHANGED,
            LogPaths.of(tile),
            "its hashes are not those that the signed root needs")
        : new LogDefect(LogDefectKind.TILE_MISSING, LogPaths.of(tile), "the tile does not exist");
  }
}
