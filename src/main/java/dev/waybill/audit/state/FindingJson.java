package dev.waybill.audit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.alert.Sightings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A finding in an audit's state. */
final class FindingJson {
  private FindingJson() {}

  static ObjectNode of(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uid", finding.uid()).put("rule", finding.rule()).put("title", finding.title());
    json.put("severity", finding.severity().name()).put("message", finding.message());
    json.put("remediation", finding.remediation()).put("resource", finding.resource());
    json.put("time", finding.time().toString());
    Sightings sightings = finding.sightings();
    json.putObject("sightings")
        .put("first", sightings.first().toString())
        .put("last", sightings.last().toString())
        .put("count", sightings.count())
        .put("report", sightings.report());
    finding.details().forEach(json.putObject("details")::put);
    finding.references().forEach(json.putArray("references")::add);
    return json;
  }

  /**
   * The same again.
   *
   * @throws RuntimeException when it is none
   */
  static Finding read(JsonNode json) {
    JsonNode sightings = json.path("sightings");
    Map<String, String> details = new LinkedHashMap<>();
    json.path("details").properties().forEach(it -> details.put(it.getKey(), text(it.getValue())));
    List<String> references = new ArrayList<>();
    json.path("references").forEach(it -> references.add(text(it)));
    return new Finding(
        text(json.path("uid")),
        text(json.path("rule")),
        text(json.path("title")),
        Severity.valueOf(text(json.path("severity"))),
        text(json.path("message")),
        text(json.path("remediation")),
        text(json.path("resource")),
        time(json.path("time")),
        new Sightings(
            time(sightings.path("first")),
            time(sightings.path("last")),
            sightings.path("count").asLong(),
            text(sightings.path("report"))),
        details,
        references);
  }

  static Instant time(JsonNode json) {
    return Instant.parse(text(json));
  }

  static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("a text is missing");
    }
    return json.textValue();
  }
}
