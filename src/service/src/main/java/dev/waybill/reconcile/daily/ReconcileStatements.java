package dev.waybill.reconcile.daily;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.log.LogStore;
import dev.waybill.log.StatementArchive;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.record.CustodyStatement;
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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Signed statements of reconciliations in the provenance bucket, one a day. Each one is written
 * once, and each call repeats what a crash left undone: the statement and its entry in the log.
 */
public final class ReconcileStatements {
  private static final JsonFactory JSON = new JsonFactory();

  private final StatementArchive archive;
  private final String by;

  /**
   * @param bucket the provenance bucket
   * @param by name and version of the service
   * @param signer signs a statement with the key of records; returns the bundle
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements, and drops those that it has
   */
  public ReconcileStatements(
      LogStore store,
      String bucket,
      String by,
      UnaryOperator<byte[]> signer,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.archive = new StatementArchive(store, bucket, signer, verifier, log);
    this.by = by;
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
    archive.publish(ReconcileStatement.key(day), "reconciliation", () -> write(result, tree, day));
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
