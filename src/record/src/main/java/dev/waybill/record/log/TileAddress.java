package dev.waybill.record.log;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Address of a tile of hashes or of a bundle of entries (C2SP tlog-tiles).
 *
 * @param level level of the tile; {@link #ENTRIES} for a bundle of entries
 * @param index index of the tile within its level
 * @param width number of hashes or entries, from 1 to {@link #FULL}
 */
public record TileAddress(int level, long index, int width) {
  /** Level that stands for the bundles of entries. */
  public static final int ENTRIES = -1;

  /** Number of hashes of a full tile, and of entries of a full bundle. */
  public static final int FULL = 256;

  private static final int MAX_LEVEL = 63;
  private static final int GROUP = 1000;
  private static final int BITS_PER_LEVEL = 8;
  private static final Pattern PATH =
      Pattern.compile(
          "tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  public TileAddress {
    if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile: " + level + "/" + index + " width " + width);
    }
  }

  /** Returns true when the tile is not full, and will be replaced by a wider one. */
  public boolean isPartial() {
    return width < FULL;
  }

  /** Returns the full tile at the same place. */
  public TileAddress full() {
    return new TileAddress(level, index, FULL);
  }

  /** Returns the bundle of entries below a tile of level 0. */
  public TileAddress bundle() {
    return new TileAddress(ENTRIES, index, width);
  }

  /** Returns the path below the log's prefix, such as {@code tile/0/x001/234.p/7}. */
  public String path() {
    List<String> groups = new ArrayList<>();
    groups.add(String.format("%03d", index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      groups.add(0, String.format("x%03d", rest % GROUP));
    }
    return "tile/"
        + (level == ENTRIES ? "entries" : level)
        + "/"
        + String.join("/", groups)
        + (isPartial() ? ".p/" + width : "");
  }

  /** Returns the address of a path; empty when the path is not one that {@link #path} returns. */
  public static Optional<TileAddress> ofPath(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    // Seven groups of digits may be a larger number than a tree can have.
    BigInteger index = new BigInteger(parts.group(2).replaceAll("[x/]", ""));
    int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
    return level > MAX_LEVEL || width > FULL || index.bitLength() >= Long.SIZE
        ? Optional.empty()
        : Optional.of(new TileAddress(level, index.longValue(), width))
            .filter(it -> it.path().equals(path));
  }

  /**
   * Returns the tile of a level that has the hash at a position of that level, in a tree.
   *
   * @param position the index of the hash among the hashes of the level
   * @param size the number of entries of the tree
   * @throws IllegalArgumentException when the tree has no such hash
   */
  public static TileAddress at(int level, long position, long size) {
    long hashes = level <= 0 ? size : shift(size, level);
    long index = position / FULL;
    long width = Math.min(FULL, hashes - index * FULL);
    if (position < 0 || position >= hashes) {
      throw new IllegalArgumentException("no hash " + position + " at level " + level);
    }
    return new TileAddress(level, index, Math.toIntExact(width));
  }

  private static long shift(long size, int level) {
    return level * BITS_PER_LEVEL >= Long.SIZE ? 0 : size >> (level * BITS_PER_LEVEL);
  }

  /**
   * Returns every tile and bundle of a tree: the levels from the entries up, in order. An untrusted
   * size may have more of them than memory holds; see {@link #streamOfTree}.
   */
  public static List<TileAddress> ofTree(long size) {
    return streamOfTree(size).toList();
  }

  /** Returns every tile and bundle of a tree lazily: the levels from the entries up, in order. */
  public static Stream<TileAddress> streamOfTree(long size) {
    return IntStream.rangeClosed(ENTRIES, MAX_LEVEL).boxed().flatMap(it -> ofLevel(it, size));
  }

  private static Stream<TileAddress> ofLevel(int level, long size) {
    long hashes = level <= 0 ? size : shift(size, level);
    long tiles = hashes / FULL + (hashes % FULL == 0 ? 0 : 1);
    return LongStream.range(0, tiles).mapToObj(it -> at(level, it * FULL, size));
  }

  @Override
  public String toString() {
    return path();
  }
}
