package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.RecordKey;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.InvalidChunksException;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.LogEntry;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Examination of the lists of chunk digests beside records. What seems missing or altered is read
 * once more, over another connection.
 */
final class ChunkListExaminer {
  private final ObjectReads first;
  private final ObjectReads second;
  private final String bucket;

  /**
   * @param bucket the provenance bucket
   */
  ChunkListExaminer(ObjectReads first, ObjectReads second, String bucket) {
    this.first = first;
    this.second = second;
    this.bucket = bucket;
  }

  /**
   * Returns the finding about an entry's list; a failed read is a finding as well.
   *
   * @param stated the statement of the entry's record; null when it states no chunks
   */
  ChunkListFinding examine(LogEntry entry, @Nullable StatedChunks stated) {
    if (stated == null) {
      return ChunkListFinding.NONE;
    }
    try {
      ChunkListFinding found = read(first, entry, stated);
      return found.condition().isDefect() ? read(second, entry, stated) : found;
    } catch (UnreadableException e) {
      return new ChunkListFinding(
          FixityCondition.INTACT,
          "read as one stream; the list of chunks: " + e.getMessage(),
          null);
    }
  }

  private ChunkListFinding read(ObjectReads reads, LogEntry entry, StatedChunks stated) {
    ReadReply reply = reads.get(bucket, RecordKey.ofChunks(entry.version(), stated.root()), null);
    if (reply instanceof ReadReply.Found found) {
      return compared(list(found), entry, stated);
    }
    if (reply instanceof ReadReply.Archived) {
      throw new UnreadableException("it is archived");
    }
    return new ChunkListFinding(
        FixityCondition.CHUNKS_GONE, "the list of chunks does not exist", null);
  }

  private static ChunkListFinding compared(byte[] list, LogEntry entry, StatedChunks stated) {
    try {
      return new ChunkListFinding(
          FixityCondition.INTACT, null, ChunkDigests.of(list, stated, entry.size()));
    } catch (InvalidChunksException e) {
      return new ChunkListFinding(
          FixityCondition.CHUNKS_ALTERED,
          "the list of chunks is not the recorded one: " + e.detail(),
          null);
    }
  }

  /** Reads no more than shows that a list is too long. */
  private static byte[] list(ReadReply.Found found) {
    try (InputStream body = found.body()) {
      byte[] bytes = body.readNBytes(ChunkDigests.MAX_LIST_BYTES + 1);
      if (bytes.length < Math.min(found.state().size(), ChunkDigests.MAX_LIST_BYTES)) {
        throw new UnreadableException("the read ended early");
      }
      return bytes;
    } catch (IOException e) {
      throw new UnreadableException("the connection failed", e);
    }
  }
}
