package dev.waybill.fixity.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.fixity.CycleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** JSON of the plan in force. */
final class FixityPlanJson {
  private static final int VERSION = 1;

  private FixityPlanJson() {}

  /** Returns the document. */
  static byte[] write(FixityPlan plan) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("v", VERSION);
    policy(json.putObject("policy"), plan.policy());
    cycle(json.putObject("cycle"), plan.cycle());
    ArrayNode growth = json.putArray("growth");
    plan.marks().forEach(it -> mark(growth.addObject(), it));
    ArrayNode ends = json.putArray("ended");
    plan.ends().forEach(it -> end(ends.addObject(), it));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void policy(ObjectNode json, FixityPolicy policy) {
    json.put("every", policy.every().toString()).put("glance", policy.glance().toString());
    json.put("bytesPerSecond", policy.budget().bytesPerSecond());
    json.put("requestsPerSecond", policy.budget().requestsPerSecond());
    json.put("dollarsPerDay", policy.budget().dollarsPerDay());
    json.put("floor", policy.floor());
  }

  private static void cycle(ObjectNode json, PlannedCycle cycle) {
    json.put("name", cycle.id().name()).put("size", cycle.size()).put("seed", cycle.seed());
    if (cycle.root() != null) {
      json.put("root", cycle.root());
    }
  }

  private static void mark(ObjectNode json, SizeMark mark) {
    json.put("from", mark.from()).put("to", mark.to());
    json.put("seen", mark.seen().toString()).put("young", mark.isYoung());
  }

  private static void end(ObjectNode json, CycleEnd end) {
    cycle(json.putObject("cycle"), end.cycle());
    json.put("ended", end.ended().toString()).put("gaps", end.gaps());
  }

  /**
   * Parses a document.
   *
   * @throws IllegalArgumentException when the bytes are no plan
   */
  static FixityPlan read(byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      if (json == null || json.path("v").asInt() != VERSION) {
        throw new IllegalArgumentException("the document is no plan of re-verification");
      }
      List<SizeMark> marks = new ArrayList<>();
      json.path("growth").forEach(it -> marks.add(mark(it)));
      List<CycleEnd> ends = new ArrayList<>();
      json.path("ended").forEach(it -> ends.add(end(it)));
      return new FixityPlan(policy(json.path("policy")), cycle(json.path("cycle")), marks, ends);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the document is no plan of re-verification", e);
    }
  }

  private static FixityPolicy policy(JsonNode json) {
    FixityBudget budget =
        new FixityBudget(
            number(json, "bytesPerSecond").asLong(),
            number(json, "requestsPerSecond").asDouble(),
            number(json, "dollarsPerDay").asDouble());
    return new FixityPolicy(
        Duration.parse(StoredJson.text(json, "every")),
        Duration.parse(StoredJson.text(json, "glance")),
        budget,
        number(json, "floor").asDouble());
  }

  private static PlannedCycle cycle(JsonNode json) {
    return new PlannedCycle(
        new CycleId(StoredJson.text(json, "name")),
        number(json, "size").asLong(),
        StoredJson.text(json, "seed"),
        json.has("root") ? StoredJson.text(json, "root") : null);
  }

  private static SizeMark mark(JsonNode json) {
    return new SizeMark(
        number(json, "from").asLong(),
        number(json, "to").asLong(),
        StoredJson.time(json, "seen"),
        json.path("young").asBoolean());
  }

  private static CycleEnd end(JsonNode json) {
    return new CycleEnd(
        cycle(json.path("cycle")), StoredJson.time(json, "ended"), number(json, "gaps").asLong());
  }

  private static JsonNode number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("the number \"" + name + "\" is missing");
    }
    return value;
  }
}
