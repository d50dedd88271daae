package dev.waybill.fixity;

/**
 * Unit of work: the first entries of one level-0 tile of the log, nearly always all 256.
 *
 * @param tile index of the tile
 * @param width number of entries, 1 to 256
 */
public record TileRange(long tile, int width) {
  /** Number of entries of a full tile. */
  public static final int FULL = 256;

  /** Number of tiles of a slice, whose state is one object. */
  public static final int TILES_PER_SLICE = 256;

  private static final long MAX_TILE = Long.MAX_VALUE / FULL - 1;

  public TileRange {
    if (tile < 0 || tile > MAX_TILE || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no range of " + width + " entries of tile " + tile);
    }
  }

  /** Returns the range of a tile in a log of a size, which must reach into the tile. */
  public static TileRange of(long tile, long logSize) {
    return new TileRange(tile, (int) Math.min(FULL, logSize - tile * FULL));
  }

  /** Returns the index of the first entry. */
  public long from() {
    return tile * FULL;
  }

  /** Returns the index after the last entry. */
  public long to() {
    return from() + width;
  }

  /** Returns the index of the slice. */
  public long slice() {
    return tile / TILES_PER_SLICE;
  }
}
