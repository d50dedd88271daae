package dev.waybill.log.check;

import dev.waybill.log.LogStore;
import dev.waybill.log.PendingEntries;
import dev.waybill.log.StatementEntry;
import dev.waybill.log.StoredObject;
import dev.waybill.provenance.SealedRecord;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Sha256;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addition of records and statements that the log lacks. Only valid ones in their own place are
 * added.
 */
final class RecordBackfill {
  private final LogStore store;
  private final RecordVerifier verifier;
  private final PendingEntries pending;
  private final String bucket;

  /** Results for one object. */
  enum Result {
    ADDED,
    /** The object is no valid record in its own place, and no one has waived it. */
    INVALID,
    /** The object was removed or is waived. */
    IGNORED,
    /** Too many entries wait; the record stays for a later run. */
    FULL
  }

  RecordBackfill(LogStore store, RecordVerifier verifier, PendingEntries pending, String bucket) {
    this.store = store;
    this.bucket = bucket;
    this.verifier = verifier;
    this.pending = pending;
  }

  /**
   * Adds the record with a key to the pending entries.
   *
   * @param key key of a record or of a statement in the provenance bucket
   */
  Result add(String key) {
    Optional<StoredObject> found = store.find(key);
    if (found.isEmpty()) {
      return Result.IGNORED;
    }
    byte[] bytes = found.get().content();
    Optional<LogEntry> entry = entry(key, new StoredRecord(bytes, found.get().lastModified()));
    if (entry.isEmpty()) {
      return isWaived(key, Sha256.hash(bytes)) ? Result.IGNORED : Result.INVALID;
    }
    try {
      pending.add(entry.get());
      return Result.ADDED;
    } catch (IllegalStateException e) {
      return Result.FULL;
    } catch (IllegalArgumentException e) {
      // The entry is larger than the format allows.
      return Result.INVALID;
    }
  }

  private Optional<LogEntry> entry(String key, StoredRecord stored) {
    return key.startsWith(EntryKind.SEAL.prefix())
        ? recordEntry(key, stored)
        : statementEntry(key, stored);
  }

  private Optional<LogEntry> statementEntry(String key, StoredRecord stored) {
    byte[] bytes = stored.bytes();
    return verifier
        .statement(bytes, stored.storedAt())
        .filter(it -> it.key().equals(key))
        .flatMap(it -> StatementEntry.of(store, bucket, it, bytes));
  }

  private Optional<LogEntry> recordEntry(String key, StoredRecord stored) {
    if (!(verifier.verify(stored) instanceof Verdict.Valid valid)) {
      return Optional.empty();
    }
    CustodyRecord record = valid.record();
    return RecordKey.of(record.version()).equals(key)
        ? Optional.of(
            new SealedRecord(record, Sha256.hash(stored.bytes())).entry(EntryKind.BACKFILL))
        : Optional.empty();
  }

  private boolean isWaived(String key, Sha256 digest) {
    try (Stream<LogStore.Listed> waivers = store.list(RecordKey.waiversOf(key))) {
      return waivers
          .flatMap(it -> store.find(it.key()).stream())
          .flatMap(
              it -> verifier.waiver(new StoredRecord(it.content(), it.lastModified())).stream())
          .anyMatch(it -> it.key().equals(key) && it.sha256().equals(digest));
    }
  }
}
