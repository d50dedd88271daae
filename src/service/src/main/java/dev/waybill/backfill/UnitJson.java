package dev.waybill.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import java.util.ArrayList;
import java.util.List;

/** JSON of a unit. */
final class UnitJson {
  private UnitJson() {}

  static byte[] write(BackfillUnit unit) {
    ObjectNode json = BackfillJson.document();
    ArrayNode versions = json.putArray("versions");
    unit.versions().forEach(it -> version(versions.addObject(), it));
    BackfillJson.write(json.putObject("excluded"), unit.excluded());
    BackfillJson.write(json.putObject("end"), unit.end());
    return BackfillJson.bytes(json);
  }

  private static void version(ObjectNode json, BackfillVersion version) {
    json.put("key", version.key()).put("versionId", version.versionId());
    if (version.size() != null) {
      json.put("size", version.size());
    }
    BackfillJson.optional(json, "eTag", version.eTag());
    if (version.lastModified() != null) {
      json.put("lastModified", version.lastModified().toString());
    }
  }

  /**
   * @throws IllegalArgumentException when the bytes are no unit
   */
  static BackfillUnit read(UnitName name, byte[] bytes) {
    JsonNode json = BackfillJson.read(bytes);
    List<BackfillVersion> versions = new ArrayList<>();
    json.path("versions").forEach(it -> versions.add(version(it)));
    return new BackfillUnit(
        name,
        versions,
        BackfillJson.counts(json.path("excluded")),
        BackfillJson.position(json.path("end")));
  }

  private static BackfillVersion version(JsonNode json) {
    return new BackfillVersion(
        StoredJson.text(json, "key"),
        StoredJson.text(json, "versionId"),
        json.has("size") ? BackfillJson.number(json.path("size")) : null,
        BackfillJson.optional(json, "eTag"),
        json.has("lastModified") ? StoredJson.time(json, "lastModified") : null);
  }
}
