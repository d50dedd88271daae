package dev.waybill.verify;

import dev.waybill.aws.RecordArchive;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.offline.ChunkEvidence;
import dev.waybill.record.offline.ChunkEvidence.ObjectBytes;
import dev.waybill.record.offline.VerificationFinding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Check of the list of chunk digests beside a record, and of the object's bytes with the list. */
final class ChunkCheck {
  private final RecordArchive archive;

  ChunkCheck(RecordArchive archive) {
    this.archive = archive;
  }

  /** Returns the finding about the list of a record whose object is as sealed. */
  List<VerificationFinding> ofList(CustodyRecord record) throws IOException {
    return compare(record, null);
  }

  /**
   * Returns the finding about the bytes that differ from the newest record.
   *
   * @param records the records of the object's key, none of which states its digest
   * @param bytes the bytes of the object, which are read again
   */
  List<VerificationFinding> ofDifferences(List<CustodyRecord> records, ObjectBytes bytes)
      throws IOException {
    Optional<CustodyRecord> newest = SealedHistory.newest(records);
    return newest.isEmpty() ? List.of() : compare(newest.get(), bytes);
  }

  private List<VerificationFinding> compare(CustodyRecord record, @Nullable ObjectBytes bytes)
      throws IOException {
    StatedChunks stated = record.chunks();
    if (stated == null) {
      return List.of();
    }
    String key = RecordKey.ofChunks(record.version(), stated.root());
    Optional<StoredRecord> list = archive.read(key);
    String address = "s3://" + archive.bucket() + "/" + key;
    if (list.isEmpty()) {
      return List.of(
          VerificationFinding.open(
              ChunkEvidence.CHUNKS, "the list of their digests is gone: " + address));
    }
    VerificationFinding found = new ChunkEvidence(list.get().bytes()).compare(record, bytes);
    return List.of(
        new VerificationFinding(
            found.subject(), found.answer(), found.detail() + "; list " + address));
  }
}
