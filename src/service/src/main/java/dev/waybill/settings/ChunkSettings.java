package dev.waybill.settings;

import dev.waybill.record.chunk.ChunkLayout;
import org.jspecify.annotations.Nullable;

/**
 * Objects whose records state digests of chunks.
 *
 * @param above largest object without digests of chunks, in bytes; 0 when no object has them
 */
public record ChunkSettings(long above) {
  /** Settings with which no object has digests of chunks. */
  public static final ChunkSettings NONE = new ChunkSettings(0);

  private static final long MIN_CHUNKS = 4;
  private static final long MIN_CHUNK_SIZE = Units.MIB;

  /**
   * @throws IllegalArgumentException when the value is negative or too large
   */
  public ChunkSettings {
    ProcessingDeclarations.CHUNKS_ABOVE.check(above);
  }

  /**
   * Returns the bytes of a chunk of an object; null for an object without digests of chunks. A
   * lower limit has smaller chunks, so that each list has several.
   */
  public @Nullable Long sizeFor(long objectSize) {
    long smallest =
        Math.max(MIN_CHUNK_SIZE, Math.min(ChunkLayout.DEFAULT_CHUNK_SIZE, above / MIN_CHUNKS));
    return above == 0 || objectSize <= Math.max(above, smallest)
        ? null
        : Long.valueOf(ChunkLayout.of(objectSize, smallest).chunkSize());
  }
}
