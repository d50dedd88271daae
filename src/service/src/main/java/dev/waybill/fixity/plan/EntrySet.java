package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Positions of entries within a tile. Immutable. */
public final class EntrySet {
  /** No entry. */
  public static final EntrySet NONE = new EntrySet(new BitSet());

  private final BitSet positions;

  private EntrySet(BitSet positions) {
    this.positions = positions;
  }

  /** Returns the set with some positions. */
  static EntrySet of(IntStream positions) {
    BitSet bits = new BitSet(TileRange.FULL);
    positions.forEach(bits::set);
    return bits.isEmpty() ? NONE : new EntrySet(bits);
  }

  /**
   * Parses hexadecimal digits, the lowest positions first.
   *
   * @throws IllegalArgumentException when they are no positions of a tile
   */
  static EntrySet ofHex(String hex) {
    BitSet bits = BitSet.valueOf(HexFormat.of().parseHex(hex));
    if (bits.length() > TileRange.FULL) {
      throw new IllegalArgumentException("a tile does not have so many entries");
    }
    return new EntrySet(bits);
  }

  String hex() {
    return HexFormat.of().formatHex(positions.toByteArray());
  }

  /** Returns the number of entries. */
  public int size() {
    return positions.cardinality();
  }

  /** Returns true when there is none. */
  public boolean isEmpty() {
    return positions.isEmpty();
  }

  /** Returns true when a position is in the set. */
  public boolean contains(int position) {
    return positions.get(position);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntrySet set && set.positions.equals(positions);
  }

  @Override
  public int hashCode() {
    return positions.hashCode();
  }

  @Override
  public String toString() {
    return positions.toString();
  }
}
