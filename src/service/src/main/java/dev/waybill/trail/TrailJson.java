package dev.waybill.trail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Result of a verification as JSON. */
public final class TrailJson {
  private TrailJson() {}

  /** Returns the document that the command prints. */
  public static ObjectNode of(TrailResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("verified", result.isVerified()).put("complete", result.isComplete());
    ArrayNode regions = json.putArray("regions");
    result.regions().forEach(it -> region(regions.addObject(), it));
    return json;
  }

  private static void region(ObjectNode json, RegionResult region) {
    json.put("trail", region.trail());
    json.put("account", region.place().account()).put("region", region.place().region());
    json.put("digests", region.digests().size()).put("logFiles", region.logFiles());
    json.put("from", text(region.from())).put("through", text(region.through()));
    ArrayNode faults = json.putArray("faults");
    for (TrailFault fault : region.faults()) {
      faults
          .addObject()
          .put("kind", fault.kind().label())
          .put("object", fault.object())
          .put("version", fault.version())
          .put("reason", fault.reason());
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
