package dev.waybill.fixity.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.log.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * Writer of the in-toto statement over the results of a cycle. Its subject is the list of the
 * result files. Equal results and facts give equal bytes.
 */
final class CycleStatement {
  private static final JsonFactory JSON = new JsonFactory();

  private final CycleFacts facts;
  private final CycleTally tally;
  private final ResultList list;

  CycleStatement(CycleFacts facts, ResultScan results) {
    this.facts = facts;
    this.tally = results.tally();
    this.list = results.list();
  }

  /**
   * Returns the statement as JSON in UTF-8. Call once.
   *
   * @param bucket the provenance bucket
   * @param by name and version of the service
   */
  byte[] write(String bucket, String by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", CustodyStatement.TYPE);
      json.writeArrayFieldStart("subject");
      writeSubject(json, bucket);
      json.writeEndArray();
      json.writeStringField("predicateType", FixityStatement.PREDICATE_TYPE);
      json.writeObjectFieldStart("predicate");
      json.writeStringField("cycle", facts.cycle().name());
      json.writeStringField("began", facts.cycle().began().toString());
      json.writeStringField("ended", facts.ended().toString());
      json.writeStringField("by", by);
      writeLog(json);
      writePolicy(json);
      writeNumbers(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private void writeSubject(JsonGenerator json, String bucket) throws IOException {
    String name = FixityStatement.subject(facts.cycle().name());
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("uri", "s3://" + bucket + "/" + name);
    json.writeObjectFieldStart("digest");
    json.writeStringField("sha256", list.digest().hex());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeLog(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("log");
    json.writeStringField("origin", facts.begin().origin());
    writeTree(json, "begin", facts.begin());
    writeTree(json, "end", facts.end());
    json.writeEndObject();
  }

  private static void writeTree(JsonGenerator json, String name, Checkpoint tree)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("size", tree.size());
    json.writeStringField("root", tree.root().hex());
    json.writeEndObject();
  }

  private void writePolicy(JsonGenerator json) throws IOException {
    json.writeFieldName("policy");
    PolicyJson.write(json, facts.policy());
  }

  private void writeNumbers(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("results");
    json.writeNumberField("files", list.files());
    json.writeNumberField("superseded", list.superseded());
    json.writeNumberField("invalid", list.invalidCount());
    json.writeArrayFieldStart("invalidKeys");
    for (String key : list.invalid()) {
      json.writeString(key);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeObjectFieldStart("versions");
    json.writeNumberField("due", facts.begin().size());
    json.writeNumberField("examined", tally.examined());
    json.writeNumberField("reread", tally.reread());
    json.writeNumberField("missing", tally.missing());
    json.writeEndObject();
    json.writeNumberField("bytes", tally.bytes());
    Instant oldest = tally.oldestPass();
    if (oldest != null) {
      json.writeStringField("oldestPass", oldest.toString());
    }
    writeConditions(json);
    writeGaps(json);
    writeDefects(json);
  }

  private void writeConditions(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("conditions");
    for (Map.Entry<FixityCondition, Map<Rung, Long>> condition : tally.conditions().entrySet()) {
      json.writeObjectFieldStart(condition.getKey().label());
      for (Map.Entry<Rung, Long> rung : condition.getValue().entrySet()) {
        json.writeNumberField(rung.getKey().label(), rung.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeGaps(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("gaps");
    json.writeNumberField("versions", tally.gaps().indexes());
    json.writeNumberField("ranges", tally.gaps().ranges());
    json.writeArrayFieldStart("first");
    for (IndexRanges.Range range : tally.gaps().first()) {
      json.writeStartArray();
      json.writeNumber(range.from());
      json.writeNumber(range.to());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeDefects(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("defects");
    json.writeNumberField("versions", tally.defectCount());
    json.writeNumberField("superseded", list.supersededDefects());
    json.writeArrayFieldStart("first");
    for (CycleTally.ListedDefect defect : tally.defects()) {
      json.writeStartObject();
      json.writeNumberField("index", defect.index());
      json.writeStringField("condition", defect.condition().label());
      json.writeStringField("rung", defect.rung().label());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
