package dev.waybill.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of the files of a pack with their digests. */
final class PackManifest {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int VERSION = 1;

  private PackManifest() {}

  /** Returns the list as JSON, with the parts that are absent. */
  static String json(Evidence evidence, List<PackFile> files) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("object", evidence.version().uri());
      json.writeArrayFieldStart("files");
      for (PackFile file : files) {
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeNumberField("size", file.size());
        json.writeStringField("sha256", file.sha256().hex());
        json.writeEndObject();
      }
      json.writeEndArray();
      writeAbsent(json, evidence.absent());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  static void writeAbsent(JsonGenerator json, List<AbsentPart> absent) throws IOException {
    json.writeArrayFieldStart("absent");
    for (AbsentPart part : absent) {
      json.writeStartObject();
      json.writeStringField("part", part.part());
      json.writeStringField("reason", part.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Returns the list in the form that {@code sha256sum -c} checks. */
  static String sums(List<PackFile> files) {
    return files.stream()
        .map(it -> it.sha256().hex() + "  " + it.name() + "\n")
        .collect(Collectors.joining());
  }
}
