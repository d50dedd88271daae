package dev.waybill.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Function;

/** Strict access to the JSON documents that alerts and audits are stored as. */
public final class StoredJson {
  /** Mapper of every stored document. */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredJson() {}

  /**
   * Reads a stored document.
   *
   * @param what the document, for messages, such as "an incident"
   * @param reader reads the document's object; may throw
   * @throws IllegalArgumentException when the bytes are not such a document of this version
   */
  public static <T> T read(byte[] bytes, int version, String what, Function<JsonNode, T> reader) {
    try {
      JsonNode json = MAPPER.readTree(bytes);
      if (json.path("version").asInt() != version) {
        throw new IllegalArgumentException("version is not " + version);
      }
      return reader.apply(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not " + what + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns a text field.
   *
   * @throws IllegalArgumentException when the field is missing or is not a text
   */
  public static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("the text \"" + name + "\" is missing");
    }
    return value.textValue();
  }

  /**
   * Returns a time field in RFC 3339.
   *
   * @throws RuntimeException when the field is missing or is not a time
   */
  public static Instant time(JsonNode json, String name) {
    return Instant.parse(text(json, name));
  }
}
