package dev.waybill.alert.payload;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person is told, by name, in the order of reading. */
final class Facts {
  /** More of them are in the event itself. */
  private static final int MOST_DETAILS = 30;

  private Facts() {}

  static Map<String, String> of(AlertEvent event) {
    Finding finding = event.finding();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("message", finding.message());
    facts.put("remediation", finding.remediation());
    facts.put("resource", finding.resource());
    facts.put("severity", Summary.status(event));
    facts.put("rule", event.rule());
    facts.put("first seen", finding.sightings().first().toString());
    facts.put("last seen", finding.sightings().last().toString());
    facts.put("count", Long.toString(finding.sightings().count()));
    finding.details().entrySet().stream()
        .limit(MOST_DETAILS)
        .forEach(it -> facts.putIfAbsent(it.getKey(), it.getValue()));
    if (!finding.references().isEmpty()) {
      facts.put("references", String.join(", ", finding.references()));
    }
    facts.put("incident", event.uid());
    facts.put("event", event.eventId());
    return facts;
  }
}
