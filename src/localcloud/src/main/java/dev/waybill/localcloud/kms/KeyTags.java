package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.util.Map;
import java.util.TreeMap;

/** Actions on the tags of keys. */
final class KeyTags {
  private static final int MAX_TAGS = 50;
  private final KeyRing ring;

  KeyTags(KeyRing ring) {
    this.ring = ring;
  }

  /** Parses the tags of a call. */
  static Map<String, String> of(JsonCall call) {
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : call.input().path("Tags")) {
      String key = tag.path("TagKey").asText();
      if (key.isEmpty() || key.startsWith("aws:")) {
        throw KmsErrorCode.TAGGING.error("A tag key must not be empty or begin with aws:");
      }
      tags.put(key, tag.path("TagValue").asText());
    }
    return tags;
  }

  ObjectNode add(JsonCall call) {
    KmsKey key = changeableKey(call);
    Map<String, String> added = of(call);
    ring.change(
        key,
        it ->
            it.withTags(
                tags -> {
                  tags.putAll(added);
                  if (tags.size() > MAX_TAGS) {
                    throw KmsErrorCode.TAGGING.error(
                        "A key can have at most " + MAX_TAGS + " tags");
                  }
                  return tags;
                }));
    return JsonCall.newAnswer();
  }

  ObjectNode remove(JsonCall call) {
    KmsKey key = changeableKey(call);
    JsonNode names = call.input().path("TagKeys");
    ring.change(
        key,
        it ->
            it.withTags(
                tags -> {
                  names.forEach(name -> tags.remove(name.asText()));
                  return tags;
                }));
    return JsonCall.newAnswer();
  }

  ObjectNode list(JsonCall call) {
    KmsKey key = ring.byId(call.text("KeyId"));
    ObjectNode answer = JsonCall.newAnswer().put("Truncated", false);
    ArrayNode tags = answer.putArray("Tags");
    new TreeMap<>(key.tags())
        .forEach((name, value) -> tags.addObject().put("TagKey", name).put("TagValue", value));
    return answer;
  }

  private KmsKey changeableKey(JsonCall call) {
    KmsKey key = KeyStates.requireCustomerManaged(ring, ring.byId(call.text("KeyId")));
    KeyStates.requireNotPendingDeletion(ring, key);
    return key;
  }
}
