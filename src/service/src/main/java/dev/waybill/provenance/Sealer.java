package dev.waybill.provenance;

import dev.waybill.model.Digested;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sealed;
import dev.waybill.record.Bundle;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sealing stage: states a digest, and stores the signed statement as the version's record. */
public final class Sealer {
  private final RecordStore store;
  private final SealedRecords records;
  private final AttributeMapper attributes;
  private final Supplier<List<String>> keyIds;
  private final RecordMaker maker;
  private final Consumer<LogEntry> log;
  private final Clock clock;

  /**
   * @param keyIds the ids of the keys that may have signed a statement, the likeliest first
   * @param maker the service, as statements name it
   * @param log receiver of the entry of each record, which it may receive more than once; its
   *     exceptions leave the message to the queue
   */
  public Sealer(
      RecordStore store,
      SealedRecords records,
      ObjectTags tags,
      Supplier<List<String>> keyIds,
      RecordMaker maker,
      Consumer<LogEntry> log,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.attributes = new AttributeMapper(tags);
    this.keyIds = keyIds;
    this.maker = maker;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Returns the statement to sign. Reads the version's tags when it has some.
   *
   * @param destination the place the object is promoted to, or null when it stays
   */
  public byte[] statement(Digested digested, @Nullable StatedDestination destination) {
    return StatementMapper.write(
        digested, attributes.attributes(digested), maker, destination, clock.instant());
  }

  /**
   * Stores the list of chunk digests of a large object, then the signed record, or compares the
   * digest with the record that already exists. The log receives the record's entry in both cases,
   * because the process may have died between the two before.
   *
   * @param signature the DER signature of the statement's pre-authentication encoding
   * @throws IllegalStateException when the signed statement is invalid
   * @throws RejectedException when the existing record is invalid or states another digest
   */
  public Sealed seal(Digested digested, byte[] statement, byte[] signature) {
    Instant sealedAt = clock.instant();
    byte[] record = record(statement, signature, sealedAt);
    CustodyRecord made = records.requireValid(record, digested, sealedAt);
    StatementMapper.chunks(digested)
        .ifPresent(chunks -> store.storeChunks(digested.version(), chunks));
    boolean isNew = store.seal(digested.version(), record);
    SealedRecord sealed = isNew ? new SealedRecord(made, Sha256.hash(record)) : existing(digested);
    log.accept(sealed.entry(SealedRecord.kind(digested.received().purpose())));
    return new Sealed(
        digested,
        store.bucket(),
        RecordKey.of(digested.version()),
        isNew ? sealedAt : sealed.record().sealedAt(),
        !isNew);
  }

  /** The key may have changed since the statement was signed, so that each one is tried. */
  private byte[] record(byte[] statement, byte[] signature, Instant now) {
    List<byte[]> candidates =
        keyIds.get().stream().map(it -> Bundle.write(statement, signature, it)).toList();
    return candidates.stream()
        .filter(it -> candidates.size() == 1 || records.isValid(new StoredRecord(it, now)))
        .findFirst()
        .orElseGet(() -> candidates.get(0));
  }

  private SealedRecord existing(Digested digested) {
    ObjectVersion version = digested.version();
    SealedRecord sealed =
        records
            .find(version)
            .orElseThrow(
                () -> new IllegalStateException("S3 reported a record that it does not return"));
    if (!sealed.record().sha256().equals(digested.sha256())) {
      throw conflict(version);
    }
    return sealed;
  }

  /** The null version has no bytes of its own: without versioning every overwrite replaces them. */
  private static RejectedException conflict(ObjectVersion version) {
    return version.versionId().equals(ObjectVersion.NULL_VERSION)
        ? new RejectedException(
            RejectReason.VERSIONING_SUSPENDED,
            "another object with the version id null was sealed; versioning of the bucket is not"
                + " enabled",
            version)
        : new RejectedException(
            RejectReason.RECORD_CONFLICT, "the sealed record states another digest", version);
  }
}
