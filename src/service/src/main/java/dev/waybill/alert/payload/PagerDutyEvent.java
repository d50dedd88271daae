package dev.waybill.alert.payload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Handling;
import dev.waybill.alert.Handling.State;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import java.util.Optional;

/**
 * Request bodies of PagerDuty's Events API v2. Begins and updates trigger, an end resolves, and the
 * decision of a person acknowledges. The deduplication key identifies the incident, so that
 * repeated events are one incident there.
 */
public final class PagerDutyEvent {
  private static final int MAX_SUMMARY_LENGTH = 1024;
  private static final int MAX_FIELD_LENGTH = 8192;

  private PagerDutyEvent() {}

  /**
   * Returns the body.
   *
   * @param routingKey routing key of the integration, a secret
   */
  public static String of(AlertEvent event, String routingKey) {
    ObjectNode json = action(event, routingKey, event.kind() == Kind.END ? "resolve" : "trigger");
    json.put("client", "Waybill");
    payload(json.putObject("payload"), event);
    return json.toString();
  }

  /**
   * Returns the body that stops the escalation after an event that tells the decision of a person
   * to take the incident on or to silence it; empty for other events.
   *
   * @param routingKey routing key of the integration, a secret
   */
  public static Optional<String> acknowledgement(AlertEvent event, String routingKey) {
    Handling handling = event.handling();
    return handling.isNews() && handling.state() != State.NONE && event.kind() != Kind.END
        ? Optional.of(action(event, routingKey, "acknowledge").toString())
        : Optional.empty();
  }

  private static ObjectNode action(AlertEvent event, String routingKey, String action) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("routing_key", routingKey).put("event_action", action);
    return json.put("dedup_key", IncidentName.of(event.uid()));
  }

  private static void payload(ObjectNode payload, AlertEvent event) {
    Finding finding = event.finding();
    payload.put(
        "summary",
        SafeText.oneLine(finding.title() + ": " + finding.message(), MAX_SUMMARY_LENGTH));
    payload.put(
        "source",
        finding.resource().isBlank()
            ? "waybill"
            : SafeText.clip(finding.resource(), MAX_SUMMARY_LENGTH));
    payload.put("severity", severity(event.severity()));
    payload.put("timestamp", finding.occurrences().last().toString());
    payload.put("class", event.rule()).put("component", "waybill");
    ObjectNode details = payload.putObject("custom_details");
    AlertFields.of(event)
        .forEach((name, value) -> details.put(name, SafeText.clip(value, MAX_FIELD_LENGTH)));
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
