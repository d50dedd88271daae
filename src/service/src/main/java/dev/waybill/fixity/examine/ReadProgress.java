package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.StatedChunks;
import java.time.Instant;
import java.util.BitSet;

/**
 * Port to the progress of reading one large object, which outlives this process. No method throws:
 * without progress, an object is read from its begin.
 */
public interface ReadProgress {
  /** Progress that is kept nowhere. */
  ReadProgress NONE =
      new ReadProgress() {
        @Override
        public BitSet proven(PinnedVersion version, StatedChunks chunks) {
          return new BitSet();
        }

        @Override
        public void store(PinnedVersion version, StatedChunks chunks, BitSet proven) {}

        @Override
        public Instant since(Instant began) {
          return began;
        }
      };

  /** Returns the numbers of the chunks of a version that were read before and had their digests. */
  BitSet proven(PinnedVersion version, StatedChunks chunks);

  /** Stores the numbers of the chunks of a version that were read and have their digests. */
  void store(PinnedVersion version, StatedChunks chunks, BitSet proven);

  /**
   * Returns the time at which the reading began that counts.
   *
   * @param began time at which this process began; the result when nothing was read before
   */
  Instant since(Instant began);
}
