package dev.waybill.fixity.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.object.UtcTime;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a file of results in canonical JSON (RFC 8785). */
final class ResultJson {
  private static final int VERSION = 1;
  private static final int MAX_DEPTH = 2;

  /** Limit of numbers that every reader of JSON knows exactly. */
  private static final long MAX_NUMBER = (1L << 53) - 1;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();
  private static final ObjectMapper MAPPER =
      new ObjectMapper(JSON).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * First line of a file.
   *
   * @param task the unit of work
   * @param reader name of the process that examined them
   * @param began time at which the work began
   * @param ended time at which the work ended
   * @param requests number of requests of the work
   */
  record Header(TileTask task, String reader, Instant began, Instant ended, long requests) {
    static Header of(TileResult result) {
      return new Header(
          result.task(), result.reader(), result.began(), result.ended(), result.requests());
    }
  }

  /** Writer of the members of one line. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private ResultJson() {}

  static String write(Header header) {
    return line(
        json -> {
          json.writeNumberField("attempt", header.task().attempt());
          json.writeStringField("began", header.began().toString());
          json.writeStringField("cycle", header.task().cycle().name());
          json.writeStringField("ended", header.ended().toString());
          json.writeNumberField("from", header.task().range().from());
          json.writeStringField("reader", header.reader());
          json.writeNumberField("requests", exact(header.requests()));
          json.writeNumberField("tile", header.task().range().tile());
          json.writeNumberField("to", exact(header.task().range().to()));
          json.writeNumberField("v", VERSION);
        });
  }

  static String write(Examination examination) {
    return line(
        json -> {
          json.writeNumberField("bytes", exact(examination.bytes()));
          writeOptional(json, "detail", examination.detail());
          writeOptional(json, "eTag", examination.eTag());
          json.writeNumberField("index", examination.index());
          json.writeNumberField("ms", exact(examination.millis()));
          json.writeStringField("outcome", examination.condition().label());
          json.writeStringField("rung", examination.rung().label());
          writeOptional(json, "versionId", examination.versionId());
        });
  }

  private static String line(Members members) {
    // A generator of bytes would escape characters beyond U+FFFF.
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static long exact(long number) {
    if (number > MAX_NUMBER) {
      throw new IllegalArgumentException("JSON cannot state " + number + " exactly");
    }
    return number;
  }

  private static void writeOptional(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  /**
   * Reads the first line.
   *
   * @throws IllegalArgumentException when it is none
   * @throws java.time.DateTimeException when a time is none
   */
  static Header header(String line) throws IOException {
    JsonNode json = MAPPER.readTree(line);
    if (number(json, "v") != VERSION) {
      throw new IllegalArgumentException("another version of the format");
    }
    return new Header(
        new TileTask(
            new CycleId(text(json, "cycle")),
            new TileRange(
                number(json, "tile"),
                Math.toIntExact(Math.subtractExact(number(json, "to"), number(json, "from")))),
            Math.toIntExact(number(json, "attempt"))),
        text(json, "reader"),
        UtcTime.parse(text(json, "began")),
        UtcTime.parse(text(json, "ended")),
        number(json, "requests"));
  }

  /**
   * Reads the line of an entry.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Examination examination(String line) throws IOException {
    JsonNode json = MAPPER.readTree(line);
    return new Examination(
        number(json, "index"),
        rung(text(json, "rung")),
        FixityCondition.ofLabel(text(json, "outcome"))
            .orElseThrow(() -> new IllegalArgumentException("an unknown condition")),
        number(json, "bytes"),
        number(json, "ms"),
        json.path("versionId").textValue(),
        json.path("eTag").textValue(),
        json.path("detail").textValue());
  }

  private static Rung rung(String label) {
    return Arrays.stream(Rung.values())
        .filter(it -> it.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("an unknown rung"));
  }

  private static long number(JsonNode json, String name) {
    JsonNode number = json.path(name);
    if (!number.isIntegralNumber() || !number.canConvertToLong()) {
      throw new IllegalArgumentException(name + " is no number");
    }
    return number.longValue();
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).textValue();
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }
}
