package dev.waybill.log.check;

import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Hashes of a tile as bytes, which take a fifth of the memory of objects. */
final class TileHashes {
  private TileHashes() {}

  /**
   * Returns the hashes of a stored tile, cut to its width.
   *
   * @param stored untrusted input
   * @return empty when the length is neither that of the tile nor that of a full one
   */
  static Optional<byte[]> of(TileAddress address, byte[] stored) {
    int length = address.width() * TreeHash.BYTES;
    if (stored.length != length && stored.length != TileAddress.FULL * TreeHash.BYTES) {
      return Optional.empty();
    }
    return Optional.of(stored.length == length ? stored : Arrays.copyOf(stored, length));
  }

  /**
   * Returns the entries of a stored bundle, cut to its width.
   *
   * @param stored untrusted input
   * @return empty when the bundle is cut off or has another number of entries
   */
  static Optional<List<byte[]>> entries(TileAddress bundle, byte[] stored) {
    try {
      List<byte[]> entries = EntryBundle.decode(stored);
      return entries.size() == bundle.width() || entries.size() == TileAddress.FULL
          ? Optional.of(entries.subList(0, bundle.width()))
          : Optional.empty();
    } catch (InvalidLogException e) {
      return Optional.empty();
    }
  }

  /** Returns the tile of level 0 above some entries. */
  static byte[] ofEntries(List<byte[]> entries) {
    return ofHashes(entries.stream().map(TreeHash::ofEntry).toList());
  }

  static byte[] ofHashes(List<TreeHash> hashes) {
    byte[] tile = new byte[hashes.size() * TreeHash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).bytes(), 0, tile, i * TreeHash.BYTES, TreeHash.BYTES);
    }
    return tile;
  }

  /** Returns the hash at a place of a tile. */
  static TreeHash at(byte[] tile, long place) {
    return TreeHash.of(tile, Math.toIntExact(place) * TreeHash.BYTES);
  }

  /** Returns the hashes of a tile. */
  static List<TreeHash> list(byte[] tile) {
    List<TreeHash> hashes = new ArrayList<>();
    for (int at = 0; at < tile.length; at += TreeHash.BYTES) {
      hashes.add(TreeHash.of(tile, at));
    }
    return hashes;
  }

  /** Returns the hash above a tile. */
  static TreeHash root(byte[] tile) {
    return MerkleTree.root(list(tile));
  }
}
