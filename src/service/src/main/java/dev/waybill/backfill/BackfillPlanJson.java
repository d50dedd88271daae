package dev.waybill.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import java.util.ArrayList;
import java.util.List;

/** JSON of the plan. */
final class BackfillPlanJson {
  private BackfillPlanJson() {}

  static byte[] write(BackfillPlan plan) {
    ObjectNode json = BackfillJson.document();
    json.put("job", plan.job()).put("prefix", plan.prefix()).put("source", plan.source());
    json.put("before", plan.before().toString()).put("rate", plan.rate());
    json.put("phase", plan.phase().name()).put("nextRange", plan.nextRange());
    ArrayNode ranges = json.putArray("ranges");
    plan.ranges().forEach(it -> range(ranges.addObject(), it));
    BackfillJson.write(json.putObject("counts"), plan.counts());
    json.put("bytes", plan.bytes());
    ArrayNode failures = json.putArray("failed");
    plan.failures().forEach(it -> BackfillJson.write(failures.addObject(), it));
    if (plan.ended() != null) {
      json.put("ended", plan.ended().toString());
    }
    return BackfillJson.bytes(json);
  }

  private static void range(ObjectNode json, RangeState range) {
    json.put("range", range.number());
    BackfillJson.write(json.putObject("position"), range.position());
    BackfillJson.optional(json, "upTo", range.upTo());
    json.put("staged", range.staged()).put("sent", range.sent()).put("folded", range.folded());
  }

  /**
   * @throws IllegalArgumentException when the bytes are no plan
   */
  static BackfillPlan read(byte[] bytes) {
    JsonNode json = BackfillJson.read(bytes);
    List<RangeState> ranges = new ArrayList<>();
    json.path("ranges").forEach(it -> ranges.add(range(it)));
    return new BackfillPlan(
        StoredJson.text(json, "job"),
        StoredJson.text(json, "prefix"),
        StoredJson.text(json, "source"),
        StoredJson.time(json, "before"),
        BackfillJson.count(json, "rate"),
        BackfillPlan.Phase.valueOf(StoredJson.text(json, "phase")),
        BackfillJson.count(json, "nextRange"),
        ranges,
        BackfillJson.counts(json.path("counts")),
        BackfillJson.number(json.path("bytes")),
        BackfillJson.failures(json.path("failed")),
        json.has("ended") ? StoredJson.time(json, "ended") : null);
  }

  private static RangeState range(JsonNode json) {
    return new RangeState(
        BackfillJson.count(json, "range"),
        BackfillJson.position(json.path("position")),
        BackfillJson.optional(json, "upTo"),
        BackfillJson.count(json, "staged"),
        BackfillJson.count(json, "sent"),
        BackfillJson.count(json, "folded"));
  }
}
