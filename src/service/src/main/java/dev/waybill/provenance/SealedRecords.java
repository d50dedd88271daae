package dev.waybill.provenance;

import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
  public Optional<SealedRecord> find(ObjectVersion version) {
    return store
        .find(version)
        .map(
            stored ->
                valid(stored)
                    .filter(record -> record.version().equals(version))
                    .map(record -> new SealedRecord(record, Sha256.hash(stored.bytes())))
                    .orElseThrow(() -> invalid("the stored record is invalid", version)));
  }

  /**
   * Compares a record with the digest that it is to state, before it is sealed: a sealed record
   * cannot be taken back.
   *
   * @param now time at which the record is about to be sealed
   * @return the content of the record
   * @throws IllegalStateException when the record is invalid or states something else
   */
  CustodyRecord requireValid(byte[] record, Digested digested, Instant now) {
    return valid(new StoredRecord(record, now))
        .filter(it -> it.version().equals(digested.version()))
        .filter(it -> it.sha256().equals(digested.sha256()))
        .filter(it -> Objects.equals(it.chunks(), StatementMapper.statedChunks(digested)))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the signed statement is invalid, so it is not sealed; check the steps of"
                        + " 20-seal, waybill.signing.keystore and waybill.trust.keys"));
  }

  /**
   * Returns the sealed versions of a version's key, the version itself included.
   *
   * @throws RejectedException when one of the records is invalid and not waived: the newest version
   *     cannot be determined without it
   */
  public List<SealedVersion> versionsOf(ObjectVersion version) {
    return store.recordKeys(version.bucket(), version.key()).stream()
        .flatMap(key -> sealedVersion(key, version))
        .toList();
  }

  private Stream<SealedVersion> sealedVersion(String recordKey, ObjectVersion version) {
    Optional<SealedVersion> sealed = versions.get(recordKey);
    if (sealed.isEmpty()) {
      Optional<StoredRecord> stored = store.read(recordKey);
      sealed = stored.flatMap(it -> sealedVersion(it, version));
      sealed.ifPresent(it -> versions.put(recordKey, it));
      if (sealed.isEmpty() && stored.isPresent() && !isWaived(recordKey, stored.get())) {
        throw invalid(blocked(recordKey), version);
      }
    }
    return sealed.stream();
  }

  private Optional<SealedVersion> sealedVersion(StoredRecord stored, ObjectVersion version) {
    return valid(stored)
        .filter(it -> it.version().key().equals(version.key()))
        .filter(it -> it.version().bucket().equals(version.bucket()))
        .map(SealedRecords::sealedVersion);
  }

  /** A valid record is read before, so a waiver can hide none. */
  private boolean isWaived(String recordKey, StoredRecord stored) {
    Sha256 digest = Sha256.hash(stored.bytes());
    return store.waiverKeys(recordKey).stream()
        .flatMap(key -> store.read(key).stream())
        .flatMap(bundle -> verifier.waiver(bundle).stream())
        .anyMatch(it -> it.key().equals(recordKey) && it.sha256().equals(digest));
  }

  private String blocked(String recordKey) {
    return "the record of another version of the key is invalid, and without it no version can be"
        + " called the newest: s3://"
        + store.bucket()
        + "/"
        + PercentEncoding.path(recordKey)
        + "; if a person finds that Waybill never wrote it, waybill waive has it ignored";
  }

  private static SealedVersion sealedVersion(CustodyRecord record) {
    return new SealedVersion(
        record.version().versionId(),
        record.checksumOfCopy(),
        record.sha256().base64(),
        record.order());
  }

  boolean isValid(StoredRecord stored) {
    return valid(stored).isPresent();
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
