package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.util.Map;
import java.util.TreeMap;

/** Actions on the tags of trails. */
final class TrailTags {
  private final Trails trails;
  private final TrailNames names;

  TrailTags(Trails trails, TrailNames names) {
    this.trails = trails;
    this.names = names;
  }

  /** Parses the tags of a call. */
  static Map<String, String> of(JsonCall call) {
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : call.input().path("TagsList")) {
      String key = tag.path("Key").asText();
      if (key.isEmpty() || key.startsWith("aws:")) {
        throw TrailErrorCode.TAGS.error("A tag key must not be empty or begin with aws:");
      }
      tags.put(key, tag.path("Value").asText());
    }
    return tags;
  }

  ObjectNode add(JsonCall call) {
    Map<String, String> added = of(call);
    trails.change(
        trail(call.text("ResourceId")).name(),
        it ->
            it.withTags(
                tags -> {
                  tags.putAll(added);
                  return tags;
                }));
    return JsonCall.newAnswer();
  }

  ObjectNode remove(JsonCall call) {
    Map<String, String> removed = of(call);
    trails.change(
        trail(call.text("ResourceId")).name(),
        it ->
            it.withTags(
                tags -> {
                  tags.keySet().removeAll(removed.keySet());
                  return tags;
                }));
    return JsonCall.newAnswer();
  }

  ObjectNode list(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode resources = answer.putArray("ResourceTagList");
    for (JsonNode id : call.input().path("ResourceIdList")) {
      TrailDefinition trail = trail(id.asText());
      ObjectNode resource = resources.addObject().put("ResourceId", id.asText());
      ArrayNode tags = resource.putArray("TagsList");
      new TreeMap<>(trail.tags())
          .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    }
    return answer;
  }

  private TrailDefinition trail(String arn) {
    if (!arn.startsWith("arn:")) {
      throw TrailErrorCode.ARN_INVALID.error(arn + " is not the ARN of a trail");
    }
    return names.existing(trails, arn);
  }
}
