package dev.waybill.fixity.shape;

import java.nio.ByteBuffer;

/**
 * Row of the join: a listed version, a delete marker, or an entry of the log. Rows of one place
 * have the same hash. A place is a key without {@code incoming/} or {@code processed/}, so that a
 * version, its copy and their entry meet.
 *
 * @param hashHigh first half of the hash of the place
 * @param hashLow second half of the hash of the place
 * @param flags what the row is, a sum of the constants of this class
 * @param size size in bytes
 * @param seconds time at which the version was written or sealed, in seconds since 1970
 * @param eTag hash of the ETag; 0 for none
 * @param versionId hash of the version id; for an entry that of the source
 * @param position index of the entry, or position of the page that lists the version
 * @param digest hash of the SHA-256 of an entry; 0 for a listed version
 */
record ShapeRow(
    long hashHigh,
    long hashLow,
    int flags,
    long size,
    long seconds,
    int eTag,
    long versionId,
    long position,
    long digest) {
  /** Entry of the log; without it, the row is of the listing. */
  static final int SEALED = 1;

  /** Listed below {@code incoming/}. */
  static final int SOURCE = 1 << 1;

  /** Delete marker. */
  static final int MARKER = 1 << 2;

  /** Newest of its key. */
  static final int LATEST = 1 << 3;

  /** Empty object that stands for a folder. */
  static final int FOLDER = 1 << 4;

  /** Entry of a version that is not promoted. */
  static final int STAYS = 1 << 5;

  /** Entry whose source is not at this place. */
  static final int ELSEWHERE = 1 << 6;

  /** Entry of an object of a drill, above which nothing may lie. */
  static final int DRILLED = 1 << 7;

  /** Size of an encoded row in bytes. */
  static final int BYTES = 7 * Long.BYTES;

  private static final int SIZE_BITS = 56;
  private static final long SIZE_MASK = (1L << SIZE_BITS) - 1;

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  /** Returns the place as a key of maps. */
  PlaceHash place() {
    return new PlaceHash(hashHigh, hashLow);
  }

  void write(ByteBuffer to) {
    to.putLong(hashHigh)
        .putLong(hashLow)
        .putLong(((long) flags << SIZE_BITS) | Math.min(size, SIZE_MASK))
        .putInt((int) seconds)
        .putInt(eTag)
        .putLong(versionId)
        .putLong(position)
        .putLong(digest);
  }

  static ShapeRow read(ByteBuffer from) {
    long high = from.getLong();
    long low = from.getLong();
    long flagsAndSize = from.getLong();
    return new ShapeRow(
        high,
        low,
        (int) (flagsAndSize >>> SIZE_BITS),
        flagsAndSize & SIZE_MASK,
        Integer.toUnsignedLong(from.getInt()),
        from.getInt(),
        from.getLong(),
        from.getLong(),
        from.getLong());
  }
}
