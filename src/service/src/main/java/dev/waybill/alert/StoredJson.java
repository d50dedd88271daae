package dev.waybill.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;

/** Strict access to the JSON documents that alerts and audits are stored as. */
public final class StoredJson {
  /** Mapper of every stored document. */
  public static final ObjectMapper MAPPER = new ObjectMapper();

  private StoredJson() {}

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
