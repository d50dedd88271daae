package dev.waybill.fixity.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** JSON of the defects that are watched. */
final class WatchJson {
  private static final int VERSION = 1;

  private WatchJson() {}

  static byte[] write(Collection<WatchedDefect> defects) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("v", VERSION);
    ArrayNode list = json.putArray("defects");
    defects.forEach(it -> write(list.addObject().put("condition", it.condition().label()), it));
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode json, WatchedDefect defect) {
    if (defect instanceof WatchedDefect.OfEntry entry) {
      json.put("index", entry.index());
    } else if (defect instanceof WatchedDefect.OfVersion of) {
      json.put("bucket", of.version().bucket());
      json.put("key", of.version().key()).put("versionId", of.version().versionId());
    }
  }

  /**
   * Parses the document.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  static Set<WatchedDefect> read(byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      if (json == null || json.path("v").asInt() != VERSION || !json.path("defects").isArray()) {
        throw new IllegalArgumentException("the document states no defects");
      }
      Set<WatchedDefect> defects = new LinkedHashSet<>();
      json.path("defects").forEach(it -> defects.add(defect(it)));
      return defects;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the document states no defects", e);
    }
  }

  private static WatchedDefect defect(JsonNode json) {
    FixityCondition condition =
        FixityCondition.ofLabel(text(json, "condition"))
            .orElseThrow(() -> new IllegalArgumentException("unknown condition"));
    if (json.has("index")) {
      if (!json.path("index").canConvertToLong()) {
        throw new IllegalArgumentException("the index is no number");
      }
      return new WatchedDefect.OfEntry(condition, json.path("index").longValue());
    }
    return new WatchedDefect.OfVersion(
        condition,
        new ObjectVersion(text(json, "bucket"), text(json, "key"), text(json, "versionId")));
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).textValue();
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }
}
