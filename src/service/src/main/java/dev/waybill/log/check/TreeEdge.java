package dev.waybill.log.check;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Partial tiles at the right edge of a tree, which its root authenticates all together. */
final class TreeEdge {
  private final Checkpoint checkpoint;

  /** The hashes of each partial tile; left out when they are missing. */
  private final Map<TileAddress, byte[]> tiles;

  private final boolean isAuthentic;

  private TreeEdge(Checkpoint checkpoint, Map<TileAddress, byte[]> tiles, boolean isAuthentic) {
    this.checkpoint = checkpoint;
    this.tiles = tiles;
    this.isAuthentic = isAuthentic;
  }

  /**
   * Reads the edge of a tree. When the root is not that of the stored tiles, tries what the tiles
   * and entries below and an earlier edge say instead.
   *
   * @param earlier an authentic edge of an earlier tree of the log; null when there is none
   * @param defects receives each partial tile that is wrong, except that of level 0
   */
  static TreeEdge read(
      TileReader reader,
      Checkpoint checkpoint,
      @Nullable TreeEdge earlier,
      Consumer<LogDefect> defects) {
    List<TileAddress> addresses = addresses(checkpoint.size());
    Map<TileAddress, byte[]> stored = new TreeMap<>(TreeEdge::byLevel);
    for (TileAddress address : addresses) {
      reader
          .read(address)
          .flatMap(it -> TileHashes.of(address, it))
          .ifPresent(it -> stored.put(address, it));
    }
    if (stored.size() == addresses.size() && root(stored).equals(checkpoint.root())) {
      return new TreeEdge(checkpoint, stored, true);
    }
    return new EdgeRepair(reader, checkpoint, addresses, stored, earlier).repaired(defects);
  }

  /** Returns the edge of hashes that were found to give the root, or that give another one. */
  static TreeEdge of(Checkpoint checkpoint, Map<TileAddress, byte[]> tiles, boolean isAuthentic) {
    return new TreeEdge(checkpoint, tiles, isAuthentic);
  }

  static int byLevel(TileAddress one, TileAddress other) {
    return Integer.compare(one.level(), other.level());
  }

  private static List<TileAddress> addresses(long size) {
    List<TileAddress> all = new ArrayList<>();
    long hashes = size;
    for (int level = 0; hashes > 0; level++, hashes /= TileAddress.FULL) {
      int width = Math.toIntExact(hashes % TileAddress.FULL);
      if (width > 0) {
        all.add(new TileAddress(level, hashes / TileAddress.FULL, width));
      }
    }
    return all;
  }

  /** Returns the root above partial tiles in the order of their levels. */
  static TreeHash root(Map<TileAddress, byte[]> tiles) {
    TreeHash root = null;
    for (byte[] tile : tiles.values()) {
      List<TreeHash> hashes = TileHashes.list(tile);
      if (root != null) {
        // The subtree to the right joins as one more hash of the level above.
        hashes.add(root);
      }
      root = MerkleTree.root(hashes);
    }
    return root == null ? TreeHash.EMPTY_ROOT : root;
  }

  /** Returns the number of entries of the tree. */
  long size() {
    return checkpoint.size();
  }

  /** Returns true when the partial tiles give the signed root. */
  boolean isAuthentic() {
    return isAuthentic;
  }

  /** Returns the hashes of the partial tile of a level; empty when they are not authentic. */
  Optional<byte[]> tile(int level) {
    return isAuthentic
        ? tiles.entrySet().stream()
            .filter(it -> it.getKey().level() == level)
            .map(Map.Entry::getValue)
            .findFirst()
        : Optional.empty();
  }

  /** Returns a tile with the hashes that this edge has of it, and its own ones after them. */
  Optional<byte[]> over(TileAddress address, byte[] tile) {
    for (Map.Entry<TileAddress, byte[]> own : tiles.entrySet()) {
      TileAddress at = own.getKey();
      if (at.level() == address.level()
          && at.index() == address.index()
          && own.getValue().length <= tile.length) {
        byte[] all = Arrays.copyOf(tile, tile.length);
        System.arraycopy(own.getValue(), 0, all, 0, own.getValue().length);
        return Optional.of(all);
      }
    }
    return Optional.empty();
  }
}
