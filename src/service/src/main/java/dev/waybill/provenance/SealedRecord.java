package dev.waybill.provenance;

import dev.waybill.model.Purpose;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Sha256;

/**
 * Valid record with the digest of the object that holds it.
 *
 * @param record content of the record
 * @param objectSha256 digest of the record's object in the provenance bucket
 */
public record SealedRecord(CustodyRecord record, Sha256 objectSha256) {
  /** Returns the kind of the entry of a version that is sealed for a purpose. */
  public static EntryKind kind(Purpose purpose) {
    return purpose.isBackfill() ? EntryKind.BACKFILL : EntryKind.SEAL;
  }

  /** Returns the record's entry in the log. Equal records have equal entries. */
  public LogEntry entry(EntryKind kind) {
    return new LogEntry(
        kind,
        RecordKey.of(record.version()),
        objectSha256,
        record.version(),
        record.size(),
        record.eTag(),
        record.sha256(),
        record.destinationKey(),
        record.destinationBucket(),
        record.sealedAt());
  }
}
