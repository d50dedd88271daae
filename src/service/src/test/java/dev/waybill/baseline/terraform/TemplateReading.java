package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading of the printed CloudFormation template into the model. */
final class TemplateReading {
  private static final String REGIONS =
      "{\"Fn::If\":[\"InUsEast1\",\"us-east-1\",{\"Fn::Sub\":\"${AWS::Region},us-east-1\"}]}";

  /** Label that the module has to use for each logical id; tables have their names. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("Key", "key"),
          Map.entry("KeyAlias", "key"),
          Map.entry("SigningKey", "signing_key"),
          Map.entry("SigningKeyAlias", "signing_key"),
          Map.entry("RawBucket", "raw"),
          Map.entry("RawBucketPolicy", "raw"),
          Map.entry("ProvenanceBucket", "provenance"),
          Map.entry("ProvenanceBucketPolicy", "provenance"),
          Map.entry("LogBucket", "log"),
          Map.entry("LogBucketPolicy", "log"),
          Map.entry("ResultsBucket", "results"),
          Map.entry("ResultsBucketPolicy", "results"),
          Map.entry("DeadLetters", "dead_letters"),
          Map.entry("DeadLettersPolicy", "dead_letters"),
          Map.entry("Queue", "queue"),
          Map.entry("QueuePolicy", "queue"),
          Map.entry("Fixity", "fixity"),
          Map.entry("FixityPolicy", "fixity"),
          Map.entry("Backfill", "backfill"),
          Map.entry("BackfillPolicy", "backfill"),
          Map.entry("Trail", "trail"),
          Map.entry("Workgroup", "workgroup"),
          Map.entry("Database", "database"),
          Map.entry("ServiceRights", "service"),
          Map.entry("OperatorRights", "operator"),
          Map.entry("AuditorRights", "auditor"));

  private static final Pattern FURTHER_PART =
      Pattern.compile("(Service|Operator|Auditor)Rights(\\d+)");

  private TemplateReading() {}

  static Map<String, Map<String, String>> read(JsonNode template) {
    BaselineModel model = new BaselineModel();
    template.path("Resources").properties().forEach(it -> add(model, it.getKey(), it.getValue()));
    return model.resources();
  }

  private static void add(BaselineModel model, String id, JsonNode resource) {
    String type = resource.path("Type").textValue();
    ObjectNode properties = (ObjectNode) resolved(resource.path("Properties"));
    String label =
        type.equals("AWS::Glue::Table")
            ? properties.at("/TableInput/Name").textValue()
            : LABELS.getOrDefault(id, part(id));
    if (label == null) {
      throw new IllegalArgumentException("no label for " + id);
    }
    if (resource.has("DeletionPolicy")) {
      properties.put("Retained", resource.path("DeletionPolicy").asText().equals("Retain"));
    }
    if (resource.has("DependsOn")) {
      properties.putArray("DependsOn").add("«" + resource.path("DependsOn").textValue() + "»");
    }
    if (type.equals("AWS::S3::Bucket")) {
      bucket(id, properties);
    }
    if (properties.has("Queues")) {
      properties.set("Queue", properties.remove("Queues").get(0));
    }
    for (String policy : new String[] {"KeyPolicy", "PolicyDocument"}) {
      if (properties.has(policy)) {
        properties.put(policy, BaselineModel.policy(properties.path(policy)));
      }
    }
    BaselineModel.leaves(
        "",
        properties,
        (path, value) -> model.add(PropertyTable.ofProperty(type, path), label, value.asText()));
  }

  /** Returns the label of a further part of a policy that is too long for one; null for others. */
  private static @Nullable String part(String id) {
    Matcher part = FURTHER_PART.matcher(id);
    return part.matches()
        ? part.group(1).toLowerCase(Locale.ROOT) + "_rights" + part.group(2)
        : null;
  }

  /** Gives a bucket the structure that the S3 API has, and the order that it requires. */
  private static void bucket(String id, ObjectNode bucket) {
    ObjectNode lifecycle = (ObjectNode) bucket.path("LifecycleConfiguration");
    if (bucket.has("VersioningConfiguration")) {
      lifecycle.putArray("AfterVersioning").add("«" + id + ".Versioning»");
    }
    for (JsonNode rule : lifecycle.path("Rules")) {
      JsonNode tags = ((ObjectNode) rule).remove("TagFilters");
      if (tags != null) {
        ObjectNode and = ((ObjectNode) rule).putObject("And");
        and.set("Prefix", ((ObjectNode) rule).remove("Prefix"));
        ObjectNode pairs = and.putObject("Tags");
        tags.forEach(it -> pairs.set(it.path("Key").textValue(), it.path("Value")));
      }
    }
    for (JsonNode rule : bucket.at("/NotificationConfiguration/QueueConfigurations")) {
      ObjectNode queue = (ObjectNode) rule;
      JsonNode event = queue.remove("Event");
      queue.putArray("Event").add(event);
      JsonNode filters = queue.remove("Filter").at("/S3Key/Rules");
      if (filters.size() != 1 || !filters.at("/0/Name").asText().equals("prefix")) {
        throw new IllegalArgumentException("filter: " + filters);
      }
      queue.set("Prefix", filters.at("/0/Value"));
    }
  }

  /** Returns the node with each function as text. */
  private static JsonNode resolved(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(it -> array.add(resolved(it)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.has("Ref")) {
      return TextNode.valueOf("«" + node.path("Ref").textValue() + "»");
    }
    if (node.has("Fn::GetAtt")) {
      JsonNode parts = node.path("Fn::GetAtt");
      return TextNode.valueOf("«" + parts.path(0).asText() + "." + parts.path(1).asText() + "»");
    }
    if (node.toString().equals(REGIONS)) {
      return TextNode.valueOf("«Regions»");
    }
    if (node.has("Fn::Sub")) {
      JsonNode text = node.path("Fn::Sub");
      return TextNode.valueOf(substituted(text.isArray() ? text.path(0) : text));
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(it -> object.set(it.getKey(), resolved(it.getValue())));
    return object;
  }

  private static String substituted(JsonNode text) {
    return text.textValue().replaceAll("\\$\\{([A-Z][\\w:.]*)}", "«$1»").replace("${!", "${");
  }
}
