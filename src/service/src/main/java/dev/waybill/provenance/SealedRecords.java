package dev.waybill.provenance;

import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reader of sealed records that returns a record only when its signature is valid. */
public final class SealedRecords {
  private static final int MAX_CACHED_VERSIONS = 10_000;

  private final RecordStore store;
  private final RecordVerifier verifier;

  /** By the record's key. A record never changes, so an entry never becomes stale. */
  private final LruCache<String, SealedVersion> versions = new LruCache<>(MAX_CACHED_VERSIONS);

  public SealedRecords(RecordStore store, RecordVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  /**
   * Returns the record of a version; empty when the version was never sealed.
   *
   * @throws RejectedException when the stored record is invalid or states another version
   */
  public Optional<CustodyRecord> find(ObjectVersion version) {
    return store
        .find(version)
        .map(
            stored ->
                valid(stored)
                    .filter(record -> record.version().equals(version))
                    .orElseThrow(() -> invalid("the stored record is invalid", version)));
  }

  /**
   * Compares a record with the digest that it is to state, before it is sealed: a sealed record
   * cannot be taken back.
   *
   * @param now time at which the record is about to be sealed
   * @throws IllegalStateException when the record is invalid or states something else
   */
  void requireValid(byte[] record, Digested digested, Instant now) {
    boolean isValid =
        valid(new StoredRecord(record, now))
            .filter(it -> it.version().equals(digested.version()))
            .filter(it -> it.sha256().equals(digested.sha256()))
            .isPresent();
    if (!isValid) {
      throw new IllegalStateException(
          "the signed statement is invalid, so it is not sealed; check the steps of 20-seal,"
              + " waybill.signing.keystore and waybill.trust.keys");
    }
  }

  /**
   * Returns the sealed versions of a version's key, the version itself included.
   *
   * @throws RejectedException when one of the records is invalid: the newest version cannot be
   *     determined without it
   */
  public List<SealedVersion> versionsOf(ObjectVersion version) {
    return store.recordKeys(version.bucket(), version.key()).stream()
        .flatMap(key -> sealedVersion(key, version))
        .toList();
  }

  private Stream<SealedVersion> sealedVersion(String recordKey, ObjectVersion version) {
    Optional<SealedVersion> sealed = versions.get(recordKey);
    if (sealed.isEmpty()) {
      sealed = store.read(recordKey).map(stored -> sealedVersion(stored, version));
      sealed.ifPresent(it -> versions.put(recordKey, it));
    }
    return sealed.stream();
  }

  private SealedVersion sealedVersion(StoredRecord stored, ObjectVersion version) {
    CustodyRecord record =
        valid(stored)
            .filter(it -> it.version().key().equals(version.key()))
            .filter(it -> it.version().bucket().equals(version.bucket()))
            .orElseThrow(
                () -> invalid("the record of another version of the key is invalid", version));
    return new SealedVersion(
        record.version().versionId(),
        record.checksumOfCopy(),
        record.sha256().base64(),
        record.order());
  }

  private Optional<CustodyRecord> valid(StoredRecord stored) {
    return verifier.verify(stored) instanceof Verdict.Valid valid
        ? Optional.of(valid.record())
        : Optional.empty();
  }

  private static RejectedException invalid(String detail, ObjectVersion version) {
    return new RejectedException(RejectReason.RECORD_INVALID, detail, version);
  }
}
