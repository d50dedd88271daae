package dev.waybill.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.StoredJson;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** JSON of the state of drills. */
final class DrillJson {
  private static final int VERSION = 1;

  private DrillJson() {}

  static byte[] write(DrillState state) {
    ObjectNode json = StoredJson.MAPPER.createObjectNode();
    json.put("v", VERSION);
    Drill current = state.current();
    if (current != null) {
      write(json.putObject("current"), current);
    }
    DrillKind lastKind = state.lastKind();
    if (lastKind != null) {
      json.put("lastKind", lastKind.label());
    }
    put(json, "lastBegun", state.lastBegun());
    put(json, "lastFound", state.lastFound());
    put(json, "lastTook", state.lastTook());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(ObjectNode json, Drill drill) {
    json.put("id", drill.id()).put("kind", drill.kind().label());
    json.put("bucket", drill.bucket()).put("key", drill.key());
    json.put("phase", drill.phase().name());
    put(json, "begunAt", drill.begunAt());
    put(json, "within", drill.within());
    put(json, "versionId", drill.versionId());
    DrillSeal seal = drill.seal();
    if (seal != null) {
      json.put("entry", seal.index()).put("record", seal.recordKey());
      json.put("recordSha256", seal.recordSha256().hex());
    }
    put(json, "alteredAt", drill.alteredAt());
    DrillSighting sighting = drill.sighting();
    if (sighting != null) {
      json.put("foundAt", sighting.at().toString()).put("finding", sighting.rule());
    }
    put(json, "failure", drill.failure());
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  /**
   * Parses a state.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  static DrillState read(byte[] bytes) {
    try {
      JsonNode json = StoredJson.MAPPER.readTree(bytes);
      if (json == null || json.path("v").asInt() != VERSION) {
        throw new IllegalArgumentException("the document states no drills");
      }
      return new DrillState(
          json.has("current") ? drill(json.path("current")) : null,
          json.has("lastKind") ? kind(text(json, "lastKind")) : null,
          orNull(json, "lastBegun", Instant::parse),
          orNull(json, "lastFound", Instant::parse),
          orNull(json, "lastTook", Duration::parse));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the document states no drills", e);
    }
  }

  private static Drill drill(JsonNode json) {
    return new Drill(
        text(json, "id"),
        kind(text(json, "kind")),
        text(json, "bucket"),
        text(json, "key"),
        DrillPhase.valueOf(text(json, "phase")),
        Instant.parse(text(json, "begunAt")),
        Duration.parse(text(json, "within")),
        orNull(json, "versionId", Function.identity()),
        json.has("entry") ? seal(json) : null,
        orNull(json, "alteredAt", Instant::parse),
        json.has("foundAt")
            ? new DrillSighting(Instant.parse(text(json, "foundAt")), text(json, "finding"))
            : null,
        orNull(json, "failure", Function.identity()));
  }

  private static DrillSeal seal(JsonNode json) {
    return new DrillSeal(
        json.path("entry").longValue(),
        text(json, "record"),
        new Sha256(text(json, "recordSha256")));
  }

  private static DrillKind kind(String label) {
    return DrillKind.ofLabel(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown kind of drill"));
  }

  private static <T> @Nullable T orNull(JsonNode json, String name, Function<String, T> parser) {
    return json.has(name) ? parser.apply(text(json, name)) : null;
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).textValue();
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }
}
