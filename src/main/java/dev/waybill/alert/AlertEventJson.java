package dev.waybill.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An alert event as bytes that outlive the process: JSON in UTF-8, the same again when read. */
public final class AlertEventJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AlertEventJson() {}

  public static byte[] of(AlertEvent event) {
    ObjectNode json = JSON.createObjectNode();
    json.put("uid", event.uid()).put("rule", event.rule()).put("kind", event.kind().name());
    json.put("severity", event.severity().name()).put("eventId", event.eventId());
    finding(json.putObject("finding"), event.finding());
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
          finding(json.path("finding")),
          text(json, "eventId"),
          text(json, "json"));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("is no alert event", e);
    }
  }

  private static void finding(ObjectNode json, Finding finding) {
    json.put("uid", finding.uid()).put("rule", finding.rule()).put("title", finding.title());
    json.put("severity", finding.severity().name()).put("message", finding.message());
    json.put("remediation", finding.remediation()).put("resource", finding.resource());
    json.put("time", finding.time().toString());
    Sightings sightings = finding.sightings();
    json.put("first", sightings.first().toString()).put("last", sightings.last().toString());
    json.put("count", sightings.count()).put("report", sightings.report());
    finding.details().forEach(json.putObject("details")::put);
    finding.references().forEach(json.putArray("references")::add);
  }

  private static Finding finding(JsonNode json) {
    Map<String, String> details = new LinkedHashMap<>();
    json.path("details")
        .properties()
        .forEach(it -> details.put(it.getKey(), it.getValue().asText()));
    List<String> references = new ArrayList<>();
    json.path("references").forEach(it -> references.add(it.asText()));
    return new Finding(
        text(json, "uid"),
        text(json, "rule"),
        text(json, "title"),
        Severity.valueOf(text(json, "severity")),
        text(json, "message"),
        text(json, "remediation"),
        text(json, "resource"),
        Instant.parse(text(json, "time")),
        new Sightings(
            Instant.parse(text(json, "first")),
            Instant.parse(text(json, "last")),
            json.path("count").asLong(),
            text(json, "report")),
        details,
        references);
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.textValue();
  }
}
