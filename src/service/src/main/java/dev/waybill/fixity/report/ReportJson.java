package dev.waybill.fixity.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.waybill.record.FixityStatement;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON form of the report, which has everything. */
final class ReportJson {
  // Keeps untrusted input from controlling the terminal; the meaning is the same.
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final JsonGenerator json;

  private ReportJson(JsonGenerator json) {
    this.json = json;
  }

  static String write(FixityOverview overview) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
      new ReportJson(json).writeAll(overview);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private void writeAll(FixityOverview overview) throws IOException {
    json.writeStartObject();
    json.writeStringField("at", overview.at().toString());
    json.writeStringField("origin", overview.origin());
    json.writeStringField("bucket", overview.bucket());
    json.writeStringField("verdict", overview.verdict());
    json.writeBooleanField("clean", overview.isClean());
    json.writeStringField("every", overview.every().toString());
    json.writeBooleanField("kept", overview.all().isKept());
    json.writeStringField("glance", overview.glance().toString());
    writeTime("lastGlance", overview.lastGlance());
    json.writeFieldName("all");
    write(overview.all());
    writeRows("prefixes", overview.prefixes());
    writeRows("sizes", overview.sizes());
    writeDefects(overview.defects());
    writeGaps(overview.gaps());
    writeCycles(overview.cycles());
    writeNdsa(overview);
    json.writeEndObject();
  }

  private void writeRows(String name, List<CoverageRow> rows) throws IOException {
    json.writeArrayFieldStart(name);
    for (CoverageRow row : rows) {
      write(row);
    }
    json.writeEndArray();
  }

  private void write(CoverageRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", row.label());
    json.writeNumberField("versions", row.versions());
    json.writeNumberField("bytes", row.bytes());
    json.writeNumberField("onTime", row.onTime());
    json.writeNumberField("inLimit", row.inLimit());
    json.writeNumberField("overdue", row.overdue());
    if (row.waiting() > 0) {
      json.writeNumberField("waiting", row.waiting());
    }
    json.writeNumberField("archived", row.archived());
    writeTime("oldest", row.oldest());
    json.writeEndObject();
  }

  private void writeDefects(List<DefectRow> defects) throws IOException {
    json.writeArrayFieldStart("defects");
    for (DefectRow defect : defects) {
      json.writeStartObject();
      json.writeStringField("condition", defect.condition().label());
      json.writeStringField("version", defect.uri());
      json.writeNumberField("index", defect.index());
      json.writeStringField("found", defect.found().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeGaps(List<GapRow> gaps) throws IOException {
    json.writeArrayFieldStart("gaps");
    for (GapRow gap : gaps) {
      json.writeStartObject();
      json.writeNumberField("from", gap.from());
      json.writeNumberField("to", gap.to());
      writeTime("since", gap.since());
      json.writeStringField("reason", gap.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeCycles(List<CycleRow> cycles) throws IOException {
    json.writeArrayFieldStart("cycles");
    for (CycleRow cycle : cycles) {
      json.writeStartObject();
      json.writeStringField("cycle", cycle.cycle().name());
      writeTime("ended", cycle.ended());
      json.writeNumberField("due", cycle.due());
      json.writeNumberField("reread", cycle.reread());
      json.writeNumberField("gaps", cycle.gaps());
      json.writeNumberField("defects", cycle.defects());
      if (cycle.ended() != null) {
        json.writeStringField(
            "statement", FixityStatement.key(cycle.cycle().name(), FixityStatement.PREDICATE_TYPE));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeNdsa(FixityOverview overview) throws IOException {
    json.writeObjectFieldStart("ndsa");
    json.writeStringField("version", "2.0");
    json.writeStringField("area", "integrity");
    json.writeNumberField("level", NdsaCriterion.reached(overview));
    json.writeArrayFieldStart("criteria");
    for (NdsaCriterion criterion : NdsaCriterion.values()) {
      json.writeStartObject();
      json.writeNumberField("level", criterion.level());
      json.writeStringField("criterion", criterion.text());
      json.writeStringField("answer", criterion.answer(overview).label());
      json.writeStringField("fact", criterion.fact(overview));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTime(String name, @Nullable Instant time) throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }
}
