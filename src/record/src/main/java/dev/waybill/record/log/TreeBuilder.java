package dev.waybill.record.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merkle tree that grows at its right edge. Keeps only the hashes of the last tile of each level,
 * and returns the tiles that entries change.
 */
public final class TreeBuilder {
  /** The hashes of the last, not yet full tile of each level, from level 0 up. */
  private final List<List<TreeHash>> edge = new ArrayList<>();

  private long size;

  private TreeBuilder() {}

  /** Returns an empty tree. */
  public static TreeBuilder empty() {
    return new TreeBuilder();
  }

  /**
   * Returns the tree of a log, from the tiles at its right edge.
   *
   * @throws InvalidLogException when such a tile is missing or has a wrong length
   */
  public static TreeBuilder of(TileReader reader, long size) {
    TreeBuilder builder = new TreeBuilder();
    builder.size = size;
    long hashes = size;
    for (int level = 0; hashes > 0; level++, hashes /= TileAddress.FULL) {
      int width = Math.toIntExact(hashes % TileAddress.FULL);
      builder.edge.add(
          width == 0
              ? new ArrayList<>()
              : hashes(reader, new TileAddress(level, hashes / TileAddress.FULL, width)));
    }
    return builder;
  }

  private static List<TreeHash> hashes(TileReader reader, TileAddress address) {
    byte[] tile = TileTree.read(reader, address);
    List<TreeHash> hashes = new ArrayList<>();
    for (int at = 0; at < address.width(); at++) {
      hashes.add(TreeHash.of(tile, at * TreeHash.BYTES));
    }
    return hashes;
  }

  /** Returns the number of entries. */
  public long size() {
    return size;
  }

  /** Returns the root hash. */
  public TreeHash root() {
    TreeHash root = null;
    for (List<TreeHash> tile : edge) {
      if (!tile.isEmpty()) {
        // A full tile is a subtree of its own, so the parts join from the right.
        TreeHash own = MerkleTree.root(tile);
        root = root == null ? own : joined(tile, root);
      }
    }
    return root == null ? TreeHash.EMPTY_ROOT : root;
  }

  private static TreeHash joined(List<TreeHash> left, TreeHash right) {
    List<TreeHash> all = new ArrayList<>(left);
    all.add(right);
    return MerkleTree.root(all);
  }

  /**
   * Appends entries.
   *
   * @return the tiles of hashes that the entries fill or change, as they are afterwards
   */
  public Map<TileAddress, byte[]> append(List<TreeHash> leaves) {
    Map<TileAddress, byte[]> tiles = new LinkedHashMap<>();
    boolean[] changed = new boolean[Long.SIZE];
    for (TreeHash leaf : leaves) {
      add(0, size, leaf, tiles, changed);
      size++;
    }
    for (int level = 0; level < edge.size(); level++) {
      List<TreeHash> tile = edge.get(level);
      if (changed[level] && !tile.isEmpty()) {
        long position = size >> (level * Byte.SIZE);
        tiles.put(new TileAddress(level, position / TileAddress.FULL, tile.size()), encode(tile));
      }
    }
    return tiles;
  }

  private void add(
      int level, long position, TreeHash hash, Map<TileAddress, byte[]> tiles, boolean[] changed) {
    if (edge.size() == level) {
      edge.add(new ArrayList<>());
    }
    List<TreeHash> tile = edge.get(level);
    tile.add(hash);
    changed[level] = true;
    if (tile.size() == TileAddress.FULL) {
      tiles.put(
          new TileAddress(level, position / TileAddress.FULL, TileAddress.FULL), encode(tile));
      TreeHash above = MerkleTree.root(tile);
      tile.clear();
      add(level + 1, position / TileAddress.FULL, above, tiles, changed);
    }
  }

  private static byte[] encode(List<TreeHash> hashes) {
    byte[] tile = new byte[hashes.size() * TreeHash.BYTES];
    for (int at = 0; at < hashes.size(); at++) {
      hashes.get(at).copyTo(tile, at * TreeHash.BYTES);
    }
    return tile;
  }
}
