package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.chunk.ChunkDigests;
import org.jspecify.annotations.Nullable;

/**
 * Finding about the list of an object's chunk digests.
 *
 * @param condition the condition; intact also when the record states no chunks or the list cannot
 *     be read, because the object is then read as one stream and proven by its SHA-256
 * @param detail the difference, or the reason for which the list cannot be read; null for none
 * @param digests the digests that the record states; null when they are not known
 */
record ChunkListFinding(
    FixityCondition condition, @Nullable String detail, @Nullable ChunkDigests digests) {
  /** Finding about a record that states no chunks. */
  static final ChunkListFinding NONE = new ChunkListFinding(FixityCondition.INTACT, null, null);

  /** Returns the finding about an entry; a defect of the object or its record counts first. */
  ObjectFinding with(ObjectFinding found) {
    if (condition.isDefect() && !found.condition().isDefect()) {
      return new ObjectFinding(condition, found.rung(), found.versionId(), found.eTag(), detail);
    }
    return found.detail() == null
        ? new ObjectFinding(
            found.condition(), found.rung(), found.versionId(), found.eTag(), detail)
        : found;
  }
}
