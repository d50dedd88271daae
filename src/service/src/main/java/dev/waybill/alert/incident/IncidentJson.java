package dev.waybill.alert.incident;

import static dev.waybill.alert.StoredJson.text;
import static dev.waybill.alert.StoredJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingJson;
import dev.waybill.alert.HandlingJson;
import dev.waybill.alert.Severity;
import dev.waybill.alert.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored format of an incident: JSON in UTF-8. */
public final class IncidentJson {
  private static final int VERSION = 1;

  private IncidentJson() {}

  /** Returns the bytes to store. */
  public static byte[] of(Incident incident) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("version", VERSION).put("phase", incident.phase().name());
    json.set("finding", FindingJson.of(incident.finding()));
    json.put("opened", incident.opened().toString());
    json.put("heard", incident.lastReport().toString());
    json.put("listed", incident.listed());
    if (incident.endReason() != null) {
      json.put("end", incident.endReason());
    }
    incident.reports().forEach(json.putArray("reports")::add);
    if (incident.pending() != null) {
      write(json.putObject("telling"), incident.pending());
    }
    if (incident.lastDelivery() != null) {
      write(json.putObject("told"), incident.lastDelivery());
    }
    if (!incident.decisions().all().isEmpty()) {
      json.set("decisions", DecisionsJson.of(incident.decisions()));
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode json, PendingDelivery pending) {
    json.put("kind", pending.kind().name()).put("ordinal", pending.ordinal());
    json.set("finding", FindingJson.of(pending.finding()));
    json.put("opened", pending.opened().toString()).put("why", pending.why());
    json.put("at", pending.at().toString()).put("since", pending.since().toString());
    HandlingJson.put(json, pending.handling());
    json.put("decision", pending.decision());
  }

  private static void write(ObjectNode json, LastDelivery last) {
    json.put("kind", last.kind().name()).put("ordinal", last.ordinal());
    json.put("severity", last.severity().name()).put("count", last.count());
    json.put("resources", last.resources());
    json.put("opened", last.opened().toString()).put("at", last.at().toString());
    json.put("decision", last.decision());
  }

  /**
   * Reads a stored incident.
   *
   * @throws IllegalArgumentException when the bytes are not an incident of this version
   */
  public static Incident read(byte[] bytes) {
    return StoredJson.read(bytes, VERSION, "an incident", IncidentJson::incident);
  }

  private static Incident incident(JsonNode json) {
    List<String> reports = new ArrayList<>();
    json.path("reports").forEach(it -> reports.add(it.asText()));
    Finding finding = FindingJson.read(json.path("finding"));
    return new Incident(
        finding,
        time(json, "opened"),
        time(json, "heard"),
        json.hasNonNull("end") ? json.path("end").asText() : null,
        reports,
        json.path("listed").asBoolean(),
        pending(json.path("telling")),
        lastDelivery(json.path("told"), finding.affected().total()),
        DecisionsJson.read(json.path("decisions")));
  }

  private static @Nullable PendingDelivery pending(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new PendingDelivery(
            Kind.valueOf(text(json, "kind")),
            json.path("ordinal").asInt(),
            FindingJson.read(json.path("finding")),
            time(json, "opened"),
            json.path("why").asText(),
            time(json, "at"),
            time(json, "since"),
            HandlingJson.read(json),
            json.path("decision").asInt());
  }

  /**
   * Reads the last delivery.
   *
   * @param resources number of resources where an earlier version stored none
   */
  private static @Nullable LastDelivery lastDelivery(JsonNode json, long resources) {
    return json.isMissingNode()
        ? null
        : new LastDelivery(
            Kind.valueOf(text(json, "kind")),
            json.path("ordinal").asInt(),
            Severity.valueOf(text(json, "severity")),
            json.path("count").asLong(),
            json.path("resources").asLong(resources),
            time(json, "opened"),
            time(json, "at"),
            json.path("decision").asInt());
  }
}
