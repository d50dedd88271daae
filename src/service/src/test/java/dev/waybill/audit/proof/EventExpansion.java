package dev.waybill.audit.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Expansion of a fixture's events to complete records. */
final class EventExpansion {
  static final LocalDate DAY = LocalDate.of(2026, 3, 10);
  private static final Set<String> OURS =
      Set.of("is", "by", "at", "times", "every", "found", "also", "claimed");

  private final JsonNode base;

  /**
   * @param base records and identities by name
   */
  EventExpansion(JsonNode base) {
    this.base = base;
  }

  /**
   * Returns the records of one event of a fixture.
   *
   * @param unique name that is unique among all events, from which the event id derives
   * @param expectedBy audits that must find the event, unless the event has {@code found: false}
   */
  List<ProofEvent> expand(JsonNode event, String unique, Collection<String> expectedBy) {
    List<ProofEvent> events = new ArrayList<>();
    for (int n = 0; n < event.path("times").asInt(1); n++) {
      ObjectNode json = record(event);
      time(json, event, n);
      identify(json, unique + "/" + n);
      if (event.path("requestID").isNull()) {
        json.remove("requestID");
      }
      if (n > 0 && json.path("requestParameters") instanceof ObjectNode asked && asked.has("key")) {
        asked.put("key", asked.path("key").asText() + "." + n);
      }
      events.add(new ProofEvent(json, n == 0 ? expected(event, expectedBy) : Set.of()));
    }
    return events;
  }

  private ObjectNode record(JsonNode event) {
    ObjectNode json = named("events", event.path("is").asText()).deepCopy();
    json.set("userIdentity", named("identities", event.path("by").asText("analyst")).deepCopy());
    ObjectNode patch = event.deepCopy();
    patch.remove(OURS);
    ObjectNode merged = (ObjectNode) merged(json, patch);
    if (!event.has("resources")) {
      nameBucketAmongResources(merged);
    }
    return merged;
  }

  /** Names the bucket among the resources, as S3 does, unless the fixture states them. */
  private static void nameBucketAmongResources(ObjectNode json) {
    String bucket = json.path("requestParameters").path("bucketName").asText();
    for (JsonNode resource : json.path("resources")) {
      if (!bucket.isEmpty() && resource.path("type").asText().equals("AWS::S3::Bucket")) {
        ((ObjectNode) resource).put("ARN", "arn:aws:s3:::" + bucket);
      }
    }
  }

  private JsonNode named(String kind, String name) {
    JsonNode found = base.path(kind).path(name);
    if (!found.isObject()) {
      throw new IllegalArgumentException("base.json has no \"" + name + "\" in " + kind);
    }
    return found;
  }

  /** Applies a JSON merge patch: null removes, objects merge, and other values replace. */
  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch.deepCopy();
    }
    ObjectNode result =
        target.isObject() ? (ObjectNode) target : JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNull()) {
                result.remove(field.getKey());
              } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
              }
            });
    return result;
  }

  private static void time(ObjectNode json, JsonNode event, int n) {
    String at = event.path("at").asText("12:00:00");
    LocalDateTime begin =
        at.contains("T") ? LocalDateTime.parse(at) : DAY.atTime(LocalTime.parse(at));
    long seconds = (long) n * event.path("every").asInt(1);
    json.put("eventTime", begin.plusSeconds(seconds).toInstant(ZoneOffset.UTC).toString());
  }

  private static void identify(ObjectNode json, String unique) {
    String id = UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8)).toString();
    json.put("eventID", id).put("requestID", "R" + id.substring(0, 12));
  }

  private static Set<String> expected(JsonNode event, Collection<String> expectedBy) {
    Set<String> audits = new HashSet<>();
    if (event.path("found").asBoolean(true)) {
      audits.addAll(expectedBy);
    }
    event.path("also").forEach(it -> audits.add(it.asText()));
    return audits;
  }
}
