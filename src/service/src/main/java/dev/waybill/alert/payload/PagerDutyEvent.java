package dev.waybill.alert.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;

/**
 * PagerDuty's Events API v2: a begin and a repetition trigger, an end resolves; the deduplication
 * key is the incident's, so that what is told twice is one incident there.
 */
public final class PagerDutyEvent {
  private static final int SUMMARY = 1024;
  private static final int FIELD = 8192;

  private PagerDutyEvent() {}

  /**
   * The request's body.
   *
   * @param routingKey the integration's key, a secret
   */
  public static String of(AlertEvent event, String routingKey) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("routing_key", routingKey);
    json.put("event_action", event.kind() == Kind.END ? "resolve" : "trigger");
    json.put("dedup_key", IncidentName.of(event.uid()));
    json.put("client", "Waybill");
    payload(json.putObject("payload"), event);
    return json.toString();
  }

  private static void payload(ObjectNode payload, AlertEvent event) {
    Finding finding = event.finding();
    payload.put("summary", Text.oneLine(finding.title() + ": " + finding.message(), SUMMARY));
    payload.put(
        "source",
        finding.resource().isBlank() ? "waybill" : Text.clip(finding.resource(), SUMMARY));
    payload.put("severity", severity(event.severity()));
    payload.put("timestamp", finding.sightings().last().toString());
    payload.put("class", event.rule()).put("component", "waybill");
    ObjectNode details = payload.putObject("custom_details");
    Facts.of(event).forEach((name, value) -> details.put(name, Text.clip(value, FIELD)));
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFORMATIONAL -> "info";
    };
  }
}
