package dev.waybill.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON of in-toto Statements v1 about one object. */
final class StatementJson {
  private static final JsonFactory JSON = new JsonFactory();

  private StatementJson() {}

  /** Writer of the members of a predicate. */
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Returns the statement to sign, in UTF-8.
   *
   * @param name key of the object
   * @param digest SHA-256 of the object
   */
  static byte[] write(
      String name, String uri, Sha256 digest, String predicateType, Members predicate) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("_type", CustodyStatement.TYPE);
      json.writeArrayFieldStart("subject");
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeStringField("uri", uri);
      json.writeObjectFieldStart("digest");
      json.writeStringField("sha256", digest.hex());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringField("predicateType", predicateType);
      json.writeObjectFieldStart("predicate");
      predicate.write(json);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
