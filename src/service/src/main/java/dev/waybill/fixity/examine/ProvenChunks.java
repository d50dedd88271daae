package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ChunkDigests;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of one version that were read and have their digests. They are stored after each step of
 * bytes, so that another process continues there. Thread-safe.
 */
final class ProvenChunks {
  /** Bytes of a step; progress within smaller objects is not stored. */
  static final long STEP_BYTES = 16L << 30;

  private final ReadProgress progress;
  private final PinnedVersion version;
  private final ChunkDigests list;
  private final long stepBytes;
  private final BitSet proven;
  private long unstored;

  /**
   * @param stepBytes bytes of a step
   */
  ProvenChunks(ReadProgress progress, PinnedVersion version, ChunkDigests list, long stepBytes) {
    this.progress = progress;
    this.version = version;
    this.list = list;
    this.stepBytes = stepBytes;
    proven = isLarge() ? progress.proven(version, list.stated()) : new BitSet();
    proven.clear(list.layout().count(), Math.max(list.layout().count(), proven.length()));
  }

  private boolean isLarge() {
    return version.size() >= stepBytes;
  }

  /** Returns the numbers of the other chunks, in order. */
  synchronized int[] left() {
    return IntStream.range(0, list.layout().count()).filter(it -> !proven.get(it)).toArray();
  }

  /** Returns the number of bytes of the chunks. */
  synchronized long bytes() {
    return proven.stream().mapToLong(it -> list.layout().range(it).length()).sum();
  }

  /** Adds a chunk that has its digest. */
  void add(int chunk) {
    store(added(chunk));
  }

  private synchronized @Nullable BitSet added(int chunk) {
    proven.set(chunk);
    unstored += list.layout().range(chunk).length();
    return unstored >= stepBytes ? unstored() : null;
  }

  private BitSet unstored() {
    unstored = 0;
    return (BitSet) proven.clone();
  }

  /** Stores the rest of a large object, whose unit of work may be long from its end. */
  void end() {
    store(rest());
  }

  private synchronized @Nullable BitSet rest() {
    return isLarge() && unstored > 0 ? unstored() : null;
  }

  private void store(@Nullable BitSet chunks) {
    if (chunks != null) {
      progress.store(version, list.stated(), chunks);
    }
  }
}
