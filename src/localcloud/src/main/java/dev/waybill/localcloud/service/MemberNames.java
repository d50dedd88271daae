package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** CloudTrail's spelling of members: their first letter is small. */
public final class MemberNames {
  private MemberNames() {}

  /** A copy in that spelling, without what no log may have. */
  public static ObjectNode ofTrail(ObjectNode given, Set<String> unlogged) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    given
        .properties()
        .forEach(
            member -> {
              if (!unlogged.contains(member.getKey())) {
                copy.set(small(member.getKey()), ofTrail(member.getValue(), unlogged));
              }
            });
    return copy;
  }

  private static JsonNode ofTrail(JsonNode given, Set<String> unlogged) {
    if (given instanceof ObjectNode object) {
      return ofTrail(object, unlogged);
    }
    if (given instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> copy.add(ofTrail(each, unlogged)));
      return copy;
    }
    return given;
  }

  private static String small(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
