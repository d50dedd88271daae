package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replacement of the template's placeholders and references by Terraform expressions. All other
 * text is escaped, because Terraform reads each string as a template.
 */
final class TerraformExpressions {
  /** Expression of {@code ${Regions}}: global services log to us-east-1. */
  static final String REGIONS =
      "${data.aws_region.current.region == \"us-east-1\" ? \"us-east-1\" :"
          + " \"${data.aws_region.current.region},us-east-1\"}";

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "AWS::Partition", "${data.aws_partition.current.partition}",
          "AWS::AccountId", "${data.aws_caller_identity.current.account_id}",
          "AWS::Region", "${data.aws_region.current.region}",
          "Regions", "${local.regions}");
  private static final Pattern KNOWN =
      Pattern.compile("\\$\\{(AWS::\\w+|Regions|Key|Key\\.Arn|DeadLetters\\.Arn)}");

  private final Map<String, ResourceAddress> addresses;

  /**
   * @param addresses addresses of the resources by their logical ids
   */
  TerraformExpressions(Map<String, ResourceAddress> addresses) {
    this.addresses = Map.copyOf(addresses);
  }

  JsonNode replace(JsonNode node) {
    if (node.has("Ref")) {
      return JsonNodeFactory.instance.textNode(address(node.path("Ref").textValue()).reference());
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(it -> object.set(escaped(it.getKey()), replace(it.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(it -> array.add(replace(it)));
      return array;
    }
    return node.isTextual() ? JsonNodeFactory.instance.textNode(text(node.textValue())) : node;
  }

  private String text(String text) {
    Matcher known = KNOWN.matcher(text);
    StringBuilder all = new StringBuilder();
    int end = 0;
    while (known.find()) {
      all.append(escaped(text.substring(end, known.start()))).append(expression(known.group(1)));
      end = known.end();
    }
    return all.append(escaped(text.substring(end))).toString();
  }

  private String expression(String name) {
    String parameter = PARAMETERS.get(name);
    if (parameter != null) {
      return parameter;
    }
    int dot = name.indexOf('.');
    return dot < 0 ? address(name).reference() : address(name.substring(0, dot)).expression("arn");
  }

  /** Returns the text with escaped openings of interpolations and directives. */
  private static String escaped(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  ResourceAddress address(String id) {
    ResourceAddress address = addresses.get(id);
    if (address == null) {
      throw new IllegalStateException("the template refers to " + id + ", which it does not have");
    }
    return address;
  }
}
