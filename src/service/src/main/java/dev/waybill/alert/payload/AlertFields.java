package dev.waybill.alert.payload;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Finding;
import dev.waybill.alert.IncidentName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fields of an event that a person reads, by name, in reading order. */
final class AlertFields {
  /** Further details are in the event itself. */
  private static final int MAX_DETAILS = 30;

  private static final int MAX_RESOURCES = 20;

  private AlertFields() {}

  static Map<String, String> of(AlertEvent event) {
    Finding finding = event.finding();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message", finding.message());
    fields.put("remediation", finding.remediation());
    fields.put("resource", finding.resource());
    resources(finding.affected(), fields);
    if (!event.handling().comment().isEmpty()) {
      fields.put("handling", event.handling().comment());
    }
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
    fields.put("id", IncidentName.shortId(event.uid()));
    fields.put("event", event.eventId());
    return fields;
  }

  /** Adds the newest of several resources, and their number. */
  private static void resources(AffectedResources affected, Map<String, String> fields) {
    if (affected.total() < 2) {
      return;
    }
    List<String> names = affected.names();
    List<String> newest = names.subList(Math.max(0, names.size() - MAX_RESOURCES), names.size());
    long others = affected.total() - newest.size();
    fields.put(
        "resources hit",
        affected.total()
            + ": "
            + String.join(", ", newest)
            + (others == 0 ? "" : " and " + others + " before"));
  }
}
