package dev.waybill.log.proof;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Optional;

/**
 * Entry that the log must have for a record.
 *
 * @param recordKey key of the record in the provenance bucket
 * @param recordSha256 digest of the record object
 * @param version the sealed version
 * @param sha256 digest that the record states of the version
 * @param sealedAt time at which the record was made
 */
public record WantedEntry(
    String recordKey, Sha256 recordSha256, ObjectVersion version, Sha256 sha256, Instant sealedAt) {
  /**
   * Returns the entry of a valid record.
   *
   * @param bytes the record object
   */
  public static WantedEntry of(CustodyRecord record, byte[] bytes) {
    return new WantedEntry(
        RecordKey.of(record.version()),
        Sha256.hash(bytes),
        record.version(),
        record.sha256(),
        record.sealedAt());
  }

  /** Returns what an entry of this record states otherwise than the record; empty for nothing. */
  public Optional<String> problem(LogEntry entry) {
    if (!entry.recordKey().equals(recordKey)) {
      return Optional.of("the entry is that of another record");
    }
    if (!entry.recordSha256().equals(recordSha256)) {
      return Optional.of(
          "the log has the record with sha256 "
              + entry.recordSha256()
              + ", and the bucket has it with sha256 "
              + recordSha256);
    }
    if (!entry.version().equals(version)) {
      return Optional.of("the entry states the version " + entry.version().uri());
    }
    return entry.sha256().equals(sha256)
        ? Optional.empty()
        : Optional.of("the entry states the digest sha256 " + entry.sha256());
  }
}
