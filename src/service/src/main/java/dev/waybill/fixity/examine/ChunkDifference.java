package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.chunk.ChunkComparison;
import dev.waybill.record.chunk.ChunkLayout;
import dev.waybill.record.chunk.ObjectRange;
import java.util.List;
import java.util.SortedMap;

/**
 * Chunks of a version that differ from the sealed ones.
 *
 * @param layout division of the object
 * @param chunks what was read of each, by its number; never empty
 * @param isComplete true when all other chunks were read
 */
record ChunkDifference(
    ChunkLayout layout, SortedMap<Integer, BodyDigest> chunks, boolean isComplete) {
  /** Returns the condition: bytes are missing when no chunk has other bytes. */
  FixityCondition condition() {
    return chunks.values().stream().anyMatch(BodyDigest::isWhole)
        ? FixityCondition.ALTERED
        : FixityCondition.TRUNCATED;
  }

  /** Returns the ranges that differ, of which the first ones are named. */
  String detail() {
    List<ObjectRange> ranges =
        chunks.entrySet().stream().map(it -> range(it.getKey(), it.getValue())).toList();
    return ChunkComparison.ranges(ObjectRange.joined(ranges))
        + " of "
        + layout.objectSize()
        + (condition() == FixityCondition.TRUNCATED ? " are missing" : " differ")
        + ", read twice"
        + (isComplete ? "" : "; not all others can be read");
  }

  /** A chunk that ended early lacks the bytes from there on, and those before say nothing. */
  private ObjectRange range(int chunk, BodyDigest read) {
    ObjectRange range = layout.range(chunk);
    return read.isWhole() ? range : new ObjectRange(range.first() + read.bytes(), range.last());
  }
}
