package dev.waybill.alert;

import static dev.waybill.alert.StoredJson.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent.Kind;
import java.io.IOException;

/** Stored format of an alert event: JSON in UTF-8. */
public final class AlertEventJson {
  private AlertEventJson() {}

  /** Returns the bytes to store. */
  public static byte[] of(AlertEvent event) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("uid", event.uid()).put("rule", event.rule()).put("kind", event.kind().name());
    json.put("severity", event.severity().name()).put("eventId", event.eventId());
    json.set("finding", FindingJson.of(event.finding()));
    HandlingJson.put(json, event.handling());
    json.put("json", event.json());
    try {
      return StoredJson.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing the event " + event.eventId() + " failed", e);
    }
  }

  /**
   * Reads a stored event.
   *
   * @throws IllegalArgumentException when the bytes are not an alert event
   */
  public static AlertEvent read(byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      return new AlertEvent(
          text(json, "uid"),
          text(json, "rule"),
          Kind.valueOf(text(json, "kind")),
          Severity.valueOf(text(json, "severity")),
          FindingJson.read(json.path("finding")),
          text(json, "eventId"),
          HandlingJson.read(json),
          text(json, "json"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("not an alert event", e);
    }
  }
}
