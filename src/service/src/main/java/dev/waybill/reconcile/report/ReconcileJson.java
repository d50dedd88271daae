package dev.waybill.reconcile.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON form of the report. */
final class ReconcileJson {
  // Keeps untrusted input from controlling the terminal; the meaning is the same.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private ReconcileJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(ReconcileReport report) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
      new ReconcileJson(json).writeAll(report);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private void writeAll(ReconcileReport report) throws IOException {
    Reconciliation result = report.result();
    json.writeStartObject();
    json.writeStringField("bucket", report.bucket());
    json.writeStringField("asOf", result.asOf().toString());
    json.writeStringField("conclusion", ReconcileSentences.conclusion(report));
    json.writeBooleanField("complete", result.isComplete());
    json.writeArrayFieldStart("problems");
    for (String problem : result.problems()) {
      json.writeString(problem);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sources");
    for (SourceReading source : result.sources()) {
      write(source);
    }
    json.writeEndArray();
    if (report.isJudged()) {
      writeNumbers(result);
      writeVerdicts(result);
    }
    json.writeEndObject();
  }

  private void write(SourceReading source) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", source.name());
    if (!source.since().equals(Instant.EPOCH)) {
      json.writeStringField("since", source.since().toString());
    }
    json.writeStringField("asOf", source.asOf().toString());
    writeText("incomplete", source.incomplete());
    json.writeEndObject();
  }

  private void writeNumbers(Reconciliation result) throws IOException {
    json.writeBooleanField("addsUp", result.addsUp());
    json.writeNumberField("known", result.sums().union());
    json.writeNumberField("inFlight", result.inFlight());
    json.writeNumberField("there", result.sums().there());
    json.writeNumberField("sealed", result.sums().sealed());
    json.writeNumberField("events", result.sums().events());
    json.writeNumberField("repeated", result.sums().repeated());
  }

  private void writeVerdicts(Reconciliation result) throws IOException {
    json.writeObjectFieldStart("verdicts");
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      json.writeObjectFieldStart(verdict.label());
      json.writeNumberField("count", result.count(verdict));
      json.writeStringField("weight", verdict.weight().name().toLowerCase(Locale.ROOT));
      json.writeStringField("meaning", verdict.sentence());
      json.writeArrayFieldStart("examples");
      for (ReconcileExample example : result.examples().getOrDefault(verdict, List.of())) {
        write(example);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void write(ReconcileExample example) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", example.key());
    writeText("versionId", example.versionId());
    if (example.size() >= 0) {
      json.writeNumberField("size", example.size());
    }
    writeText("record", example.recordKey());
    writeText("by", example.by());
    writeText("event", example.event());
    writeText("requestId", example.requestId());
    json.writeStringField("when", example.when().toString());
    json.writeStringField("detail", example.detail());
    json.writeEndObject();
  }

  private void writeText(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
