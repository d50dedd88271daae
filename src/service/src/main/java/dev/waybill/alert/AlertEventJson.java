package dev.waybill.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent.Kind;
import java.io.IOException;

/** An alert event as bytes that outlive the process: JSON in UTF-8, the same again when read. */
public final class AlertEventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AlertEventJson() {}

  public static byte[] of(AlertEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("uid", event.uid()).put("rule", event.rule()).put("kind", event.kind().name());
    json.put("severity", event.severity().name()).put("eventId", event.eventId());
    json.set("finding", FindingJson.of(event.finding()));
    json.put("json", event.json());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text can be written", e);
    }
  }

  /**
   * The event again.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public static AlertEvent read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      return new AlertEvent(
          text(json, "uid"),
          text(json, "rule"),
          Kind.valueOf(text(json, "kind")),
          Severity.valueOf(text(json, "severity")),
          FindingJson.read(json.path("finding")),
          text(json, "eventId"),
          text(json, "json"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("is no alert event", e);
    }
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.textValue();
  }
}
