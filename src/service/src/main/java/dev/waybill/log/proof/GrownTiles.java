package dev.waybill.log.proof;

import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tiles of a tree that has grown since: a partial tile of hashes that was removed is the beginning
 * of the wider one that replaced it.
 */
final class GrownTiles implements TileReader {
  private static final int HASH_BYTES = 32;

  private final TileReader tiles;
  private final long size;

  /**
   * @param tiles the tiles of the tree as it is now
   * @param size the number of entries that it has now
   */
  GrownTiles(TileReader tiles, long size) {
    this.tiles = tiles;
    this.size = size;
  }

  @Override
  public Optional<byte[]> read(TileAddress address) {
    Optional<byte[]> tile = tiles.read(address);
    if (tile.isPresent() || !address.isPartial() || address.level() == TileAddress.ENTRIES) {
      return tile;
    }
    TileAddress now = TileAddress.at(address.level(), address.index() * TileAddress.FULL, size);
    int bytes = address.width() * HASH_BYTES;
    return now.width() <= address.width()
        ? Optional.empty()
        : tiles.read(now).filter(it -> it.length >= bytes).map(it -> Arrays.copyOf(it, bytes));
  }
}
