package dev.waybill.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Line about one result of re-verification. */
final class HistoryLine {
  private static final JsonFactory JSON = new JsonFactory();

  private HistoryLine() {}

  /**
   * Returns the line about an entry as JSON.
   *
   * @param key key of the result
   * @param file the stored result
   * @param index index of the entry
   * @throws IllegalArgumentException when the file is no result, or does not name the entry
   */
  static String of(String key, byte[] file, long index) {
    TileResult result = TileResultFile.decode(file);
    Examination examination =
        result.examinations().stream()
            .filter(it -> it.index() == index)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("it does not name the entry"));
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("cycle", result.cycle().name());
      json.writeNumberField("index", index);
      json.writeStringField("outcome", examination.condition().label());
      json.writeStringField("rung", examination.rung().label());
      json.writeStringField("ended", result.ended().toString());
      json.writeNumberField("bytes", examination.bytes());
      write(json, "versionId", examination.versionId());
      write(json, "eTag", examination.eTag());
      write(json, "detail", examination.detail());
      json.writeStringField("result", key);
      json.writeStringField("resultSha256", Sha256.hash(file).hex());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static void write(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }
}
