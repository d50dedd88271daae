package dev.waybill.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A finding as it is kept: every field by its name, times in RFC 3339. */
public final class FindingJson {
  private FindingJson() {}

  public static ObjectNode of(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uid", finding.uid()).put("rule", finding.rule()).put("title", finding.title());
    json.put("severity", finding.severity().name()).put("message", finding.message());
    json.put("remediation", finding.remediation()).put("resource", finding.resource());
    json.put("time", finding.time().toString());
    OccurrenceStats sightings = finding.sightings();
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
   * @throws IllegalArgumentException when it is none
   */
  public static Finding read(JsonNode json) {
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
        Instant.parse(text(json.path("time"))),
        sightings(sightings),
        details,
        references);
  }

  private static OccurrenceStats sightings(JsonNode json) {
    return new OccurrenceStats(
        Instant.parse(text(json.path("first"))),
        Instant.parse(text(json.path("last"))),
        json.path("count").asLong(),
        text(json.path("report")));
  }

  private static String text(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("a text is missing");
    }
    return json.textValue();
  }
}
