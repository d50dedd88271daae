package dev.waybill.alert;

import static dev.waybill.alert.StoredJson.text;
import static dev.waybill.alert.StoredJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stored format of a finding: every field by its name, times in RFC 3339. */
public final class FindingJson {
  private FindingJson() {}

  /** Returns the JSON to store. */
  public static ObjectNode of(Finding finding) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("uid", finding.uid()).put("rule", finding.rule()).put("title", finding.title());
    json.put("severity", finding.severity().name()).put("message", finding.message());
    json.put("remediation", finding.remediation()).put("resource", finding.resource());
    json.put("time", finding.time().toString());
    OccurrenceStats occurrences = finding.occurrences();
    json.putObject("sightings")
        .put("first", occurrences.first().toString())
        .put("last", occurrences.last().toString())
        .put("count", occurrences.count())
        .put("report", occurrences.report());
    finding.details().forEach(json.putObject("details")::put);
    finding.references().forEach(json.putArray("references")::add);
    ObjectNode affected = json.putObject("affected").put("more", finding.affected().more());
    finding.affected().names().forEach(affected.putArray("names")::add);
    return json;
  }

  /**
   * Reads a stored finding.
   *
   * @throws IllegalArgumentException when the JSON is not a finding
   */
  public static Finding read(JsonNode json) {
    Map<String, String> details = new LinkedHashMap<>();
    JsonNode stored = json.path("details");
    stored.properties().forEach(it -> details.put(it.getKey(), text(stored, it.getKey())));
    List<String> references = new ArrayList<>();
    json.path("references").forEach(it -> references.add(element(it)));
    return new Finding(
        text(json, "uid"),
        text(json, "rule"),
        text(json, "title"),
        Severity.valueOf(text(json, "severity")),
        text(json, "message"),
        text(json, "remediation"),
        text(json, "resource"),
        time(json, "time"),
        occurrences(json.path("sightings")),
        details,
        references,
        affected(json));
  }

  /** Reads the resources; findings of earlier versions have only one. */
  private static AffectedResources affected(JsonNode finding) {
    JsonNode json = finding.path("affected");
    if (json.isMissingNode()) {
      return AffectedResources.of(text(finding, "resource"));
    }
    List<String> names = new ArrayList<>();
    json.path("names").forEach(it -> names.add(element(it)));
    return new AffectedResources(names, json.path("more").asLong());
  }

  private static OccurrenceStats occurrences(JsonNode json) {
    return new OccurrenceStats(
        time(json, "first"), time(json, "last"), json.path("count").asLong(), text(json, "report"));
  }

  private static String element(JsonNode json) {
    if (!json.isTextual()) {
      throw new IllegalArgumentException("an element of a list is not a text");
    }
    return json.textValue();
  }
}
