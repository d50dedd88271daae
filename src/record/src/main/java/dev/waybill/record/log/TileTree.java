package dev.waybill.record.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merkle tree of a log at one size, read from its tiles. Tiles are untrusted: compare {@link #root}
 * with a verified checkpoint before anything else that comes from here is believed. That is enough,
 * because the root covers each partial tile, and each full tile is compared with the hash above it.
 */
public final class TileTree {
  private static final int MAX_CACHED_TILES = 1024;
  private static final int BITS_PER_LEVEL = 8;

  private final TileReader reader;
  private final long size;
  private final Map<TileAddress, byte[]> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TileAddress, byte[]> eldest) {
          return size() > MAX_CACHED_TILES;
        }
      };

  /**
   * @param reader the tiles
   * @param size the number of entries
   */
  public TileTree(TileReader reader, long size) {
    this.reader = reader;
    this.size = size;
  }

  /** Returns the number of entries. */
  public long size() {
    return size;
  }

  /**
   * Returns the root hash.
   *
   * @throws InvalidLogException when a tile is missing, has a wrong length, or does not have the
   *     hash that the tile above it states; as in every other method
   */
  public TreeHash root() {
    return size == 0 ? TreeHash.EMPTY_ROOT : hash(0, size);
  }

  /**
   * Returns the root hash that the tree had with fewer entries.
   *
   * @throws IllegalArgumentException when it has never had so many
   */
  public TreeHash root(long older) {
    if (older < 0 || older > size) {
      throw new IllegalArgumentException("no older tree of size " + older);
    }
    return older == 0 ? TreeHash.EMPTY_ROOT : hash(0, older);
  }

  /** Returns the hash of the entry at an index, as the tile of level 0 states it. */
  public TreeHash leaf(long index) {
    return stored(0, index);
  }

  /**
   * Returns the hashes of the proof that the tree has the entry at an index.
   *
   * @throws IllegalArgumentException when there is no such entry
   */
  public List<TreeHash> inclusionProof(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no entry " + index + " in a log of " + size);
    }
    List<TreeHash> proof = new ArrayList<>();
    long begin = 0;
    long end = size;
    while (end - begin > 1) {
      long split = begin + MerkleTree.largestPowerBelow(end - begin);
      if (index < split) {
        proof.add(0, hash(split, end));
        end = split;
      } else {
        proof.add(0, hash(begin, split));
        begin = split;
      }
    }
    return proof;
  }

  /**
   * Returns the hashes of the proof that the tree extends the tree of its first entries.
   *
   * @param oldSize size of the older tree
   * @throws IllegalArgumentException when the older tree is larger
   */
  public List<TreeHash> consistencyProof(long oldSize) {
    if (oldSize < 0 || oldSize > size) {
      throw new IllegalArgumentException("no older tree of size " + oldSize);
    }
    List<TreeHash> proof = new ArrayList<>();
    if (oldSize == 0 || oldSize == size) {
      return proof;
    }
    addConsistency(oldSize, 0, size, true, proof);
    return proof;
  }

  /** SUBPROOF of RFC 6962, section 2.1.2, over the entries from begin to end. */
  private void addConsistency(
      long oldEnd, long begin, long end, boolean isWhole, List<TreeHash> proof) {
    if (oldEnd == end) {
      if (!isWhole) {
        proof.add(hash(begin, end));
      }
      return;
    }
    long split = begin + MerkleTree.largestPowerBelow(end - begin);
    if (oldEnd <= split) {
      addConsistency(oldEnd, begin, split, isWhole, proof);
      proof.add(hash(split, end));
    } else {
      addConsistency(oldEnd, split, end, false, proof);
      proof.add(hash(begin, split));
    }
  }

  /** Returns the hash of the subtree from begin to end, which RFC 6962 splits the tree into. */
  private TreeHash hash(long begin, long end) {
    long width = end - begin;
    int level = 0;
    long step = 1;
    while (step <= width >> BITS_PER_LEVEL) {
      step <<= BITS_PER_LEVEL;
      level++;
    }
    if (width == step) {
      return stored(level, begin / step);
    }
    if (width % step == 0) {
      return root(level, begin / step, end / step);
    }
    long split = begin + MerkleTree.largestPowerBelow(width);
    return TreeHash.ofNode(hash(begin, split), hash(split, end));
  }

  private TreeHash root(int level, long begin, long end) {
    List<TreeHash> hashes = new ArrayList<>();
    for (long at = begin; at < end; at++) {
      hashes.add(stored(level, at));
    }
    return MerkleTree.root(hashes);
  }

  private TreeHash stored(int level, long position) {
    byte[] tile = tile(TileAddress.at(level, position, size));
    return TreeHash.of(tile, Math.toIntExact(position % TileAddress.FULL) * TreeHash.BYTES);
  }

  private byte[] tile(TileAddress address) {
    byte[] cached = cache.get(address);
    if (cached != null) {
      return cached;
    }
    byte[] tile = read(reader, address);
    if (!address.isPartial()) {
      requireHashAbove(address, tile);
    }
    cache.put(address, tile);
    return tile;
  }

  private void requireHashAbove(TileAddress address, byte[] tile) {
    List<TreeHash> hashes = new ArrayList<>();
    for (int at = 0; at < TileAddress.FULL; at++) {
      hashes.add(TreeHash.of(tile, at * TreeHash.BYTES));
    }
    if (!MerkleTree.root(hashes).equals(stored(address.level() + 1, address.index()))) {
      throw new InvalidLogException(
          address.path() + " does not have the hash that the tile above it states");
    }
  }

  /**
   * Returns a tile of hashes, or the full tile at its place.
   *
   * @throws InvalidLogException when the tile is missing or has another length
   */
  static byte[] read(TileReader reader, TileAddress address) {
    byte[] tile = reader.read(address).orElseThrow(() -> InvalidLogException.missing(address));
    if (tile.length != address.width() * TreeHash.BYTES
        && tile.length != TileAddress.FULL * TreeHash.BYTES) {
      throw new InvalidLogException(address.path() + " has " + tile.length + " bytes");
    }
    return tile;
  }
}
