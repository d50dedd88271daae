package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * State of a slice: 256 tiles, 65,536 versions.
 *
 * @param slice index of the slice
 * @param tiles states of the tiles that were examined, by position within the slice
 * @param defects open defects, in the order of their entries
 */
public record SliceState(long slice, Map<Integer, TileState> tiles, List<OpenDefect> defects) {
  public SliceState {
    tiles = Collections.unmodifiableSortedMap(new TreeMap<>(tiles));
    defects = List.copyOf(defects);
    if (tiles.keySet().stream().anyMatch(it -> it < 0 || it >= TileRange.TILES_PER_SLICE)) {
      throw new IllegalArgumentException("a slice does not have so many tiles");
    }
  }

  /** Returns the state of a slice of which nothing was examined. */
  static SliceState none(long slice) {
    return new SliceState(slice, Map.of(), List.of());
  }

  /** Returns the index of the first tile. */
  long firstTile() {
    return slice * TileRange.TILES_PER_SLICE;
  }

  /** Returns the state of a tile; null when it was never examined. */
  @Nullable TileState tile(long tile) {
    return tiles.get((int) (tile - firstTile()));
  }

  /** Returns the open defects of a tile. */
  List<OpenDefect> defects(TileRange range) {
    return defects.stream()
        .filter(it -> it.index() >= range.from() && it.index() < range.to())
        .toList();
  }

  /** Returns the state after a tile was examined. */
  SliceState with(TileRange range, TileState tile, List<OpenDefect> found) {
    SortedMap<Integer, TileState> all = new TreeMap<>(tiles);
    all.put((int) (range.tile() - firstTile()), tile);
    List<OpenDefect> open = new ArrayList<>();
    defects.stream().filter(it -> it.index() < range.from()).forEach(open::add);
    open.addAll(found);
    defects.stream().filter(it -> it.index() >= range.to()).forEach(open::add);
    return new SliceState(slice, all, open);
  }
}
