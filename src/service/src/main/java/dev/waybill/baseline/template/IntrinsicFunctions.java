package dev.waybill.baseline.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replacement of placeholders by CloudFormation functions, evaluated at deployment. */
final class IntrinsicFunctions {
  private static final String REGIONS = "${Regions}";
  private static final String ONE_REGION = "InUsEast1";
  private static final Pattern KNOWN =
      Pattern.compile("\\$\\{(AWS::\\w+|Regions|Key|Key\\.Arn|DeadLetters\\.Arn)}");
  private static final Pattern OTHER =
      Pattern.compile("\\$\\{(?!AWS::|Regions}|Key[.}]|DeadLetters)");

  private IntrinsicFunctions() {}

  /** Adds the conditions that {@link #replace} uses. */
  static void conditions(ObjectNode into) {
    ArrayNode both = into.putObject(ONE_REGION).putArray("Fn::Equals");
    both.add(Template.ref("AWS::Region")).add("us-east-1");
  }

  /** Returns the node with each text that contains a known placeholder as a function. */
  static JsonNode replace(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(it -> object.set(it.getKey(), replace(it.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(it -> array.add(replace(it)));
      return array;
    }
    return node.isTextual() ? text(node) : node;
  }

  private static JsonNode text(JsonNode node) {
    Matcher known = KNOWN.matcher(node.textValue());
    if (!known.find()) {
      return node;
    }
    if (known.group().equals(node.textValue())) {
      return whole(known.group(1));
    }
    String escaped = OTHER.matcher(node.textValue()).replaceAll("\\${!");
    ObjectNode sub = JsonNodeFactory.instance.objectNode();
    if (!escaped.contains(REGIONS)) {
      return sub.put("Fn::Sub", escaped);
    }
    sub.putArray("Fn::Sub").add(escaped).addObject().set("Regions", regions());
    return sub;
  }

  private static JsonNode whole(String name) {
    if (name.equals("Regions")) {
      return regions();
    }
    int dot = name.indexOf('.');
    if (dot < 0) {
      return Template.ref(name);
    }
    ObjectNode attribute = JsonNodeFactory.instance.objectNode();
    attribute.putArray("Fn::GetAtt").add(name.substring(0, dot)).add(name.substring(dot + 1));
    return attribute;
  }

  private static JsonNode regions() {
    ObjectNode choice = JsonNodeFactory.instance.objectNode();
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    both.put("Fn::Sub", "${AWS::Region},us-east-1");
    choice.putArray("Fn::If").add(ONE_REGION).add("us-east-1").add(both);
    return choice;
  }
}
