package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Conversion of member names to CloudTrail's spelling, which begins with a lower-case letter. */
public final class MemberNames {
  private MemberNames() {}

  /** Returns a copy with CloudTrail's member names and without the sensitive members. */
  public static ObjectNode toCloudTrail(ObjectNode given, Set<String> sensitiveMembers) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    given
        .properties()
        .forEach(
            member -> {
              if (!sensitiveMembers.contains(member.getKey())) {
                copy.set(
                    lowerFirst(member.getKey()), toCloudTrail(member.getValue(), sensitiveMembers));
              }
            });
    return copy;
  }

  private static JsonNode toCloudTrail(JsonNode given, Set<String> sensitiveMembers) {
    if (given instanceof ObjectNode object) {
      return toCloudTrail(object, sensitiveMembers);
    }
    if (given instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> copy.add(toCloudTrail(each, sensitiveMembers)));
      return copy;
    }
    return given;
  }

  private static String lowerFirst(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
