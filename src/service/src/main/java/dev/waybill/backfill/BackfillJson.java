package dev.waybill.backfill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.backfill.UnitResult.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Members that the documents of backfills have in common. */
final class BackfillJson {
  private static final int VERSION = 1;

  private BackfillJson() {}

  static ObjectNode document() {
    return StoredJson.MAPPER.createObjectNode().put("v", VERSION);
  }

  static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Parses a document.
   *
   * @throws IllegalArgumentException when it is none of a version that is known
   */
  static JsonNode read(byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      if (json != null && json.path("v").asInt() == VERSION) {
        return json;
      }
      throw new IllegalArgumentException("the document is none of a backfill");
    } catch (IOException e) {
      throw new IllegalArgumentException("the document is none of a backfill", e);
    }
  }

  static void write(ObjectNode json, VersionCounts counts) {
    counts.byLabel().forEach(json::put);
  }

  static VersionCounts counts(JsonNode json) {
    Map<String, Long> numbers = new TreeMap<>();
    json.properties().forEach(it -> numbers.put(it.getKey(), number(it.getValue())));
    return VersionCounts.of(numbers);
  }

  static void write(ObjectNode json, RangePosition position) {
    optional(json, "key", position.key());
    optional(json, "versionId", position.versionId());
    json.put("end", position.isEnd());
  }

  static RangePosition position(JsonNode json) {
    return new RangePosition(
        optional(json, "key"), optional(json, "versionId"), json.path("end").asBoolean());
  }

  static void write(ObjectNode json, Failure failure) {
    json.put("key", failure.key()).put("versionId", failure.versionId());
    json.put("reason", failure.reason()).put("detail", failure.detail());
  }

  static List<Failure> failures(JsonNode json) {
    List<Failure> failures = new ArrayList<>();
    json.forEach(
        it ->
            failures.add(
                new Failure(
                    StoredJson.text(it, "key"),
                    StoredJson.text(it, "versionId"),
                    StoredJson.text(it, "reason"),
                    StoredJson.text(it, "detail"))));
    return failures;
  }

  static void optional(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static @Nullable String optional(JsonNode json, String name) {
    return json.has(name) ? StoredJson.text(json, name) : null;
  }

  static long number(JsonNode value) {
    if (!value.canConvertToLong() || !value.isIntegralNumber() || value.asLong() < 0) {
      throw new IllegalArgumentException("a number is missing");
    }
    return value.asLong();
  }

  static int count(JsonNode json, String name) {
    return Math.toIntExact(number(json.path(name)));
  }
}
