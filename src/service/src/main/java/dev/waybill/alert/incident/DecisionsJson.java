package dev.waybill.alert.incident;

import static dev.waybill.alert.StoredJson.text;
import static dev.waybill.alert.StoredJson.time;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stored format of decisions: an array, the latest last; absent in incidents without any. */
final class DecisionsJson {
  private DecisionsJson() {}

  static ArrayNode of(Decisions decisions) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    decisions.all().forEach(it -> write(array.addObject(), it));
    return array;
  }

  private static void write(ObjectNode json, Decision decision) {
    json.put("kind", decision.kind().name()).put("number", decision.number());
    json.put("by", decision.by()).put("at", decision.at().toString()).put("why", decision.why());
    Instant until = decision.until();
    if (until != null) {
      json.put("until", until.toString());
    }
    json.put("severity", decision.severity().name());
  }

  /**
   * Reads the decisions.
   *
   * @throws RuntimeException when the JSON is no list of decisions
   */
  static Decisions read(JsonNode array) {
    List<Decision> all = new ArrayList<>();
    array.forEach(it -> all.add(decision(it)));
    return new Decisions(all);
  }

  private static Decision decision(JsonNode json) {
    return new Decision(
        Decision.Kind.valueOf(text(json, "kind")),
        json.path("number").asInt(),
        text(json, "by"),
        time(json, "at"),
        text(json, "why"),
        json.has("until") ? time(json, "until") : null,
        Severity.valueOf(text(json, "severity")));
  }
}
