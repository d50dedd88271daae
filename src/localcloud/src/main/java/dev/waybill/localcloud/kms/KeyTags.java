package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.util.Map;
import java.util.TreeMap;

/** Tags of keys. */
final class KeyTags {
  private static final int MOST = 50;
  private final KeyRing ring;

  KeyTags(KeyRing ring) {
    this.ring = ring;
  }

  /** The tags that a call brings. */
  static Map<String, String> of(JsonCall call) {
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : call.input().path("Tags")) {
      String key = tag.path("TagKey").asText();
      if (key.isEmpty() || key.startsWith("aws:")) {
        throw KmsRefusal.TAGGING.because("A tag key is empty or begins with aws:");
      }
      tags.put(key, tag.path("TagValue").asText());
    }
    return tags;
  }

  ObjectNode add(JsonCall call) {
    KmsKey key = key(call);
    Map<String, String> more = of(call);
    ring.change(
        key,
        it ->
            it.tagged(
                tags -> {
                  tags.putAll(more);
                  if (tags.size() > MOST) {
                    throw KmsRefusal.TAGGING.because("A key has " + MOST + " tags at the most");
                  }
                  return tags;
                }));
    return JsonCall.newAnswer();
  }

  ObjectNode remove(JsonCall call) {
    KmsKey key = key(call);
    JsonNode names = call.input().path("TagKeys");
    ring.change(
        key,
        it ->
            it.tagged(
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

  private KmsKey key(JsonCall call) {
    KmsKey key = KeyStates.requireOurs(ring, ring.byId(call.text("KeyId")));
    KeyStates.requireKept(ring, key);
    return key;
  }
}
