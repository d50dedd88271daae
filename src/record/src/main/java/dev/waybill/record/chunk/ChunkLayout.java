package dev.waybill.record.chunk;

/**
 * Division of an object into chunks of equal size, of which the last one may be shorter.
 *
 * @param objectSize bytes of the object, at least one
 * @param chunkSize bytes of each chunk except the last
 */
public record ChunkLayout(long objectSize, long chunkSize) {
  /** Size of the chunks of objects of up to 1 TiB. */
  public static final long DEFAULT_CHUNK_SIZE = 64L * 1024 * 1024;

  /** Limit for the number of chunks, so that a list of any object fits in memory. */
  public static final int MAX_COUNT = 16_384;

  /**
   * @throws IllegalArgumentException when a size is not positive or there are too many chunks
   */
  public ChunkLayout {
    if (objectSize <= 0 || chunkSize <= 0) {
      throw new IllegalArgumentException(
          "size " + objectSize + ", chunk size " + chunkSize + "; both must be positive");
    }
    if ((objectSize - 1) / chunkSize >= MAX_COUNT) {
      throw new IllegalArgumentException("more than " + MAX_COUNT + " chunks");
    }
  }

  /**
   * Returns the layout of an object: the chunk size is doubled until there are few enough chunks.
   *
   * @param smallest size of the chunks of all but very large objects
   */
  public static ChunkLayout of(long objectSize, long smallest) {
    long chunkSize = smallest;
    while ((objectSize - 1) / chunkSize >= MAX_COUNT) {
      chunkSize *= 2;
    }
    return new ChunkLayout(objectSize, chunkSize);
  }

  /** Returns the number of chunks. */
  public int count() {
    return Math.toIntExact((objectSize - 1) / chunkSize + 1);
  }

  /**
   * Returns the bytes of a chunk.
   *
   * @throws IndexOutOfBoundsException when there is no such chunk
   */
  public ObjectRange range(int index) {
    if (index < 0 || index >= count()) {
      throw new IndexOutOfBoundsException("chunk " + index + " of " + count());
    }
    long first = index * chunkSize;
    long length = Math.min(chunkSize, objectSize - first);
    return new ObjectRange(first, first + length - 1);
  }
}
