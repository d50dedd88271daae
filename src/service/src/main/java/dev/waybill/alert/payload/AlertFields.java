package dev.waybill.alert.payload;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fields of an event that a person reads, by name, in reading order. */
final class AlertFields {
  /** Further details are in the event itself. */
  private static final int MAX_DETAILS = 30;

  private AlertFields() {}

  static Map<String, String> of(AlertEvent event) {
    Finding finding = event.finding();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message", finding.message());
    fields.put("remediation", finding.remediation());
    fields.put("resource", finding.resource());
    fields.put("severity", AlertSummary.status(event));
    fields.put("rule", event.rule());
    fields.put("first seen", finding.occurrences().first().toString());
    fields.put("last seen", finding.occurrences().last().toString());
    fields.put("count", Long.toString(finding.occurrences().count()));
    finding.details().entrySet().stream()
        .limit(MAX_DETAILS)
        .forEach(it -> fields.putIfAbsent(it.getKey(), it.getValue()));
    if (!finding.references().isEmpty()) {
      fields.put("references", String.join(", ", finding.references()));
    }
    fields.put("incident", event.uid());
    fields.put("event", event.eventId());
    return fields;
  }
}
