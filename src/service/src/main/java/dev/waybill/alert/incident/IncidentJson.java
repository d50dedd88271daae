package dev.waybill.alert.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.FindingJson;
import dev.waybill.alert.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An incident as it is kept: JSON in UTF-8, the same again when read. */
public final class IncidentJson {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private IncidentJson() {}

  /** The bytes to keep. */
  public static byte[] of(Incident incident) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION).put("phase", incident.phase().name());
    json.set("finding", FindingJson.of(incident.finding()));
    json.put("opened", incident.opened().toString()).put("heard", incident.heard().toString());
    json.put("listed", incident.listed());
    if (incident.end() != null) {
      json.put("end", incident.end());
    }
    incident.reports().forEach(json.putArray("reports")::add);
    if (incident.telling() != null) {
      write(json.putObject("telling"), incident.telling());
    }
    if (incident.told() != null) {
      write(json.putObject("told"), incident.told());
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode json, PendingDelivery telling) {
    json.put("kind", telling.kind().name()).put("ordinal", telling.ordinal());
    json.set("finding", FindingJson.of(telling.finding()));
    json.put("opened", telling.opened().toString()).put("why", telling.why());
    json.put("at", telling.at().toString()).put("since", telling.since().toString());
  }

  private static void write(ObjectNode json, LastDelivery told) {
    json.put("kind", told.kind().name()).put("ordinal", told.ordinal());
    json.put("severity", told.severity().name()).put("count", told.count());
    json.put("opened", told.opened().toString()).put("at", told.at().toString());
  }

  /**
   * The incident again.
   *
   * @throws IllegalArgumentException when the bytes are none of ours
   */
  public static Incident read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      if (json.path("version").asInt() != VERSION) {
        throw new IllegalArgumentException("version is not " + VERSION);
      }
      return incident(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("is no JSON", e);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("is no incident: " + e.getMessage(), e);
    }
  }

  private static Incident incident(JsonNode json) {
    List<String> reports = new ArrayList<>();
    json.path("reports").forEach(it -> reports.add(it.asText()));
    return new Incident(
        FindingJson.read(json.path("finding")),
        time(json, "opened"),
        time(json, "heard"),
        json.hasNonNull("end") ? json.path("end").asText() : null,
        reports,
        json.path("listed").asBoolean(),
        telling(json.path("telling")),
        told(json.path("told")));
  }

  private static @Nullable PendingDelivery telling(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new PendingDelivery(
            Kind.valueOf(json.path("kind").asText()),
            json.path("ordinal").asInt(),
            FindingJson.read(json.path("finding")),
            time(json, "opened"),
            json.path("why").asText(),
            time(json, "at"),
            time(json, "since"));
  }

  private static @Nullable LastDelivery told(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new LastDelivery(
            Kind.valueOf(json.path("kind").asText()),
            json.path("ordinal").asInt(),
            Severity.valueOf(json.path("severity").asText()),
            json.path("count").asLong(),
            time(json, "opened"),
            time(json, "at"));
  }

  private static Instant time(JsonNode json, String name) {
    return Instant.parse(json.path(name).asText());
  }
}
