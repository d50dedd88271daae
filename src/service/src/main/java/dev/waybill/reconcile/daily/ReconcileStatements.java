package dev.waybill.reconcile.daily;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.StatementEntry;
import dev.waybill.log.StoredObject;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.record.Bundle;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.ReconcileStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Signed statements of reconciliations in the provenance bucket, one a day. Each one is written
 * once, and each call repeats what a crash left undone: the statement and its entry in the log.
 */
public final class ReconcileStatements {
  private static final JsonFactory JSON = new JsonFactory();

  private final LogStore store;
  private final String bucket;
  private final String by;
  private final UnaryOperator<byte[]> signer;
  private final String keyId;
  private final RecordVerifier verifier;
  private final Consumer<LogEntry> log;

  /**
   * @param bucket the provenance bucket
   * @param by name and version of the service
   * @param signer signs a message with the key of records; returns the signature as ASN.1 DER
   * @param keyId fingerprint of that key
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements, and drops those that it has
   */
  public ReconcileStatements(
      LogStore store,
      String bucket,
      String by,
      UnaryOperator<byte[]> signer,
      String keyId,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.store = store;
    this.bucket = bucket;
    this.by = by;
    this.signer = signer;
    this.keyId = keyId;
    this.verifier = verifier;
    this.log = log;
  }

  /**
   * Makes the statement of the day of a result, unless it exists, and gives its entry to the log.
   *
   * @param result a complete result
   * @param tree the log's tree whose entries were compared
   * @throws IllegalStateException when an object in the place of the statement is none, or too many
   *     entries wait for the log
   */
  public void publish(Reconciliation result, Checkpoint tree) {
    LocalDate day = LocalDate.ofInstant(result.asOf(), ZoneOffset.UTC);
    String key = ReconcileStatement.key(day);
    Optional<StoredObject> found = store.find(key);
    if (found.isEmpty()) {
      // When another leader was first, its statement stays.
      boolean unused = store.create(key, signed(write(result, tree, day)), Keeping.RETAINED);
      found = store.find(key);
    }
    StoredObject object =
        found.orElseThrow(() -> new IllegalStateException(key + " cannot be read back"));
    LoggedStatement statement =
        verifier
            .statement(object.content(), object.lastModified())
            .filter(it -> it.key().equals(key))
            .orElseThrow(() -> new IllegalStateException(key + " is no statement of its day"));
    log.accept(
        StatementEntry.of(store, bucket, statement, object.content())
            .orElseThrow(() -> new IllegalStateException(key + " has no version to log")));
  }

  private byte[] signed(byte[] statement) {
    byte[] bundle = Bundle.write(statement, signer.apply(Pae.of(statement)), keyId);
    if (verifier.statement(bundle, null).isEmpty()) {
      throw new IllegalStateException("the signed statement of the reconciliation is invalid");
    }
    return bundle;
  }

  private byte[] write(Reconciliation result, Checkpoint tree, LocalDate day) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", CustodyStatement.TYPE);
      json.writeArrayFieldStart("subject");
      json.writeStartObject();
      json.writeStringField("name", tree.origin());
      json.writeObjectFieldStart("digest");
      json.writeStringField("sha256", tree.root().hex());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("predicateType", ReconcileStatement.PREDICATE_TYPE);
      json.writeObjectFieldStart("predicate");
      json.writeStringField("day", day.toString());
      json.writeStringField("asOf", result.asOf().toString());
      json.writeStringField("by", by);
      json.writeNumberField("logSize", tree.size());
      writeSources(json, result);
      writeNumbers(json, result);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeSources(JsonGenerator json, Reconciliation result) throws IOException {
    json.writeArrayFieldStart("sources");
    for (SourceReading source : result.sources()) {
      json.writeStartObject();
      json.writeStringField("name", source.name());
      if (!source.since().equals(Instant.EPOCH)) {
        json.writeStringField("since", source.since().toString());
      }
      json.writeStringField("asOf", source.asOf().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeNumbers(JsonGenerator json, Reconciliation result) throws IOException {
    json.writeNumberField("known", result.sums().union());
    json.writeNumberField("there", result.sums().there());
    json.writeNumberField("sealed", result.sums().sealed());
    json.writeNumberField("events", result.sums().events());
    json.writeNumberField("inFlight", result.inFlight());
    json.writeObjectFieldStart("verdicts");
    for (var count : result.counts().entrySet()) {
      json.writeNumberField(count.getKey().label(), count.getValue());
    }
    json.writeEndObject();
  }
}
