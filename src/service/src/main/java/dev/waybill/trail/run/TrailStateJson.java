package dev.waybill.trail.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON of the state of verification. */
final class TrailStateJson {
  private static final int VERSION = 1;

  private TrailStateJson() {}

  static byte[] write(TrailState state) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("version", VERSION).put("ranAt", text(state.ranAt()));
    ArrayNode regions = json.putArray("regions");
    for (TrailState.Region region : state.regions()) {
      RegionTrail place = region.place();
      ObjectNode out = regions.addObject();
      out.put("root", place.root()).put("account", place.account()).put("region", place.region());
      out.put("through", text(region.through())).put("key", region.key());
      out.put("sha256", region.sha256()).put("signature", region.signature());
      ArrayNode faults = out.putArray("faults");
      for (TrailFault fault : region.faults()) {
        faults
            .addObject()
            .put("kind", fault.kind().label())
            .put("object", fault.object())
            .put("version", fault.version())
            .put("reason", fault.reason())
            .put("at", fault.at().toString());
      }
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  static TrailState read(byte[] bytes) {
    return StoredJson.read(bytes, VERSION, "a state of the digest chain", TrailStateJson::state);
  }

  private static TrailState state(JsonNode json) {
    List<TrailState.Region> regions = new ArrayList<>();
    for (JsonNode region : json.path("regions")) {
      List<TrailFault> faults = new ArrayList<>();
      region.path("faults").forEach(it -> faults.add(fault(it)));
      regions.add(
          new TrailState.Region(
              new RegionTrail(
                  StoredJson.text(region, "root"),
                  StoredJson.text(region, "account"),
                  StoredJson.text(region, "region")),
              time(region, "through"),
              StoredJson.text(region, "key"),
              StoredJson.text(region, "sha256"),
              StoredJson.text(region, "signature"),
              faults));
    }
    return new TrailState(time(json, "ranAt"), regions);
  }

  private static TrailFault fault(JsonNode json) {
    String label = StoredJson.text(json, "kind");
    return new TrailFault(
        Arrays.stream(TrailFaultKind.values())
            .filter(it -> it.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no fault " + label)),
        StoredJson.text(json, "object"),
        StoredJson.text(json, "version"),
        StoredJson.text(json, "reason"),
        StoredJson.time(json, "at"));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Instant time(JsonNode json, String name) {
    return json.path(name).isNull() ? null : StoredJson.time(json, name);
  }
}
