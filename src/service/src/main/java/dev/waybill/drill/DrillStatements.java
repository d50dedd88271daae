package dev.waybill.drill;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StatementEntry;
import dev.waybill.log.StoredObject;
import dev.waybill.record.Bundle;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Signed statements about drills in the provenance bucket. Each one is written once, and each call
 * repeats what a crash left undone: the statement and its entry in the log.
 */
public final class DrillStatements {
  private final LogStore store;
  private final String bucket;
  private final String service;
  private final UnaryOperator<byte[]> signer;
  private final String keyId;
  private final RecordVerifier verifier;
  private final Consumer<LogEntry> log;

  /**
   * @param bucket the provenance bucket
   * @param service name and version of the service
   * @param signer signs a message with the key of records; returns the signature as ASN.1 DER
   * @param keyId fingerprint of that key
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements, and drops those that it has
   */
  public DrillStatements(
      LogStore store,
      String bucket,
      String service,
      UnaryOperator<byte[]> signer,
      String keyId,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.store = store;
    this.bucket = bucket;
    this.service = service;
    this.signer = signer;
    this.keyId = keyId;
    this.verifier = verifier;
    this.log = log;
  }

  /**
   * Makes the statement about an ended drill, unless it exists, and gives its entry to the log.
   *
   * @throws IllegalStateException when an object in the place of the statement is none
   * @throws RuntimeException when the store cannot be reached
   */
  void publish(Drill drill, Instant now) {
    String key = DrillStatement.key(drill.id());
    Optional<StoredObject> found = store.find(key);
    if (found.isEmpty()) {
      // When another process was first, its statement stays.
      boolean unused = store.create(key, signed(statement(drill, now)), Keeping.RETAINED);
      found = store.find(key);
    }
    StoredObject object =
        found.orElseThrow(() -> new IllegalStateException(key + " cannot be read back"));
    LoggedStatement statement =
        verifier
            .statement(object.content(), object.lastModified())
            .filter(it -> it.key().equals(key))
            .orElseThrow(() -> new IllegalStateException(key + " is no statement of its drill"));
    log.accept(
        StatementEntry.of(store, bucket, statement, object.content())
            .orElseThrow(() -> new IllegalStateException(key + " has no version to log")));
  }

  private DrillStatement statement(Drill drill, Instant now) {
    DrillSeal seal = Objects.requireNonNull(drill.seal());
    DrillSighting sighting = drill.sighting();
    return new DrillStatement(
        drill.id(),
        drill.version(),
        drill.digest(),
        seal.recordKey(),
        seal.recordSha256(),
        seal.index(),
        drill.kind().label(),
        Objects.requireNonNull(drill.alteredAt()),
        drill.within(),
        sighting == null ? null : sighting.at(),
        sighting == null ? null : sighting.rule(),
        now.truncatedTo(ChronoUnit.MILLIS),
        keyId,
        "");
  }

  private byte[] signed(DrillStatement statement) {
    byte[] payload = statement.statement(service);
    byte[] bundle = Bundle.write(payload, signer.apply(Pae.of(payload)), keyId);
    if (verifier.statement(bundle, null).isEmpty()) {
      throw new IllegalStateException("the signed statement of the drill is invalid");
    }
    return bundle;
  }
}
