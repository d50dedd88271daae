package dev.waybill.record.chunk;

import dev.waybill.record.log.TreeHash;

/**
 * Statement of a record about the chunks of its object. The digests themselves are in a list beside
 * the record, which the root identifies.
 *
 * @param size bytes of each chunk except the last
 * @param count number of chunks
 * @param root root of the Merkle tree (RFC 6962) whose entries are the 32 bytes of each digest
 */
public record StatedChunks(long size, int count, TreeHash root) {
  /** Name of the digests' algorithm in records. */
  public static final String ALGORITHM = "sha256";

  /**
   * Returns the layout of the object.
   *
   * @throws IllegalArgumentException when an object of that size has another number of chunks
   */
  public ChunkLayout layout(long objectSize) {
    ChunkLayout layout = new ChunkLayout(objectSize, size);
    if (layout.count() != count) {
      throw new IllegalArgumentException(
          "an object of "
              + objectSize
              + " bytes has "
              + layout.count()
              + " chunks, but stated are "
              + count);
    }
    return layout;
  }
}
