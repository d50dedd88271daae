package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.log.LogEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Examination of the record objects of entries. */
final class RecordExaminer {
  private final ObjectReads first;
  private final ObjectReads second;
  private final String bucket;
  private final RecordVerifier verifier;

  /**
   * @param bucket the provenance bucket
   */
  RecordExaminer(ObjectReads first, ObjectReads second, String bucket, RecordVerifier verifier) {
    this.first = first;
    this.second = second;
    this.bucket = bucket;
    this.verifier = verifier;
  }

  /** Returns the finding about an entry's record; a failed read is a finding as well. */
  RecordFinding examine(LogEntry entry) {
    try {
      Optional<StoredRecord> read = read(first, entry.recordKey());
      if (read.filter(it -> entry.isOf(it.bytes())).isPresent()) {
        return intact(read.get());
      }
      Optional<StoredRecord> again = read(second, entry.recordKey());
      return again.map(it -> compared(entry, it)).orElseGet(RecordExaminer::gone);
    } catch (UnreadableException e) {
      return RecordFinding.of(FixityCondition.UNREADABLE, "the record: " + e.getMessage());
    }
  }

  private RecordFinding compared(LogEntry entry, StoredRecord record) {
    if (entry.isOf(record.bytes())) {
      return intact(record);
    }
    boolean isSigned =
        verifier.verify(record) instanceof Verdict.Valid valid
            && valid.record().version().equals(entry.version());
    return isSigned
        ? RecordFinding.of(
            FixityCondition.RECORD_RESIGNED,
            "the record is not the logged one, and a trusted key signed")
        : RecordFinding.of(
            FixityCondition.RECORD_ALTERED, "the record is not the logged one, and is not valid");
  }

  private static RecordFinding intact(StoredRecord record) {
    return new RecordFinding(FixityCondition.INTACT, "", SealedStatement.of(record.bytes()));
  }

  private static RecordFinding gone() {
    return RecordFinding.of(FixityCondition.RECORD_GONE, "the record does not exist");
  }

  private Optional<StoredRecord> read(ObjectReads reads, String key) {
    ReadReply reply = reads.get(bucket, key, null);
    if (reply instanceof ReadReply.Found found) {
      return Optional.of(read(found));
    }
    if (reply instanceof ReadReply.Archived) {
      throw new UnreadableException("it is archived");
    }
    return Optional.empty();
  }

  private static StoredRecord read(ReadReply.Found found) {
    try (InputStream body = found.body()) {
      byte[] bytes = body.readNBytes(RecordVerifier.MAX_RECORD_BYTES + 1);
      if (bytes.length < found.state().size() && bytes.length <= RecordVerifier.MAX_RECORD_BYTES) {
        throw new UnreadableException("the read ended early");
      }
      return new StoredRecord(bytes, found.state().lastModified());
    } catch (IOException e) {
      throw new UnreadableException("the connection failed", e);
    }
  }
}
