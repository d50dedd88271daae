package dev.waybill.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON of the result of a unit. */
final class UnitResultJson {
  private UnitResultJson() {}

  static byte[] write(UnitResult result) {
    ObjectNode json = BackfillJson.document();
    BackfillJson.write(json.putObject("counts"), result.counts());
    json.put("bytes", result.bytes());
    ArrayNode failures = json.putArray("failed");
    result.failures().forEach(it -> BackfillJson.write(failures.addObject(), it));
    return BackfillJson.bytes(json);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no result
   */
  static UnitResult read(byte[] bytes) {
    JsonNode json = BackfillJson.read(bytes);
    return new UnitResult(
        BackfillJson.counts(json.path("counts")),
        BackfillJson.number(json.path("bytes")),
        BackfillJson.failures(json.path("failed")));
  }
}
