package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reading of the printed Terraform module into the model. */
final class ModuleReading {
  /** Interpolations, and the escapes of what only looks like one. */
  private static final Pattern TEMPLATE = Pattern.compile("\\$\\$\\{|%%\\{|\\$\\{([^}]*)}|%\\{");

  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("data.aws_partition.current.partition", "AWS::Partition"),
          Map.entry("data.aws_caller_identity.current.account_id", "AWS::AccountId"),
          Map.entry("data.aws_region.current.region", "AWS::Region"),
          Map.entry("local.regions", "Regions"),
          Map.entry("aws_kms_key.key.arn", "Key.Arn"),
          Map.entry("aws_kms_key.key.key_id", "Key"),
          Map.entry("aws_kms_key.signing_key.key_id", "SigningKey"),
          Map.entry("aws_s3_bucket.raw.id", "RawBucket"),
          Map.entry("aws_s3_bucket.provenance.id", "ProvenanceBucket"),
          Map.entry("aws_s3_bucket.log.id", "LogBucket"),
          Map.entry("aws_s3_bucket.results.id", "ResultsBucket"),
          Map.entry("aws_sqs_queue.queue.id", "Queue"),
          Map.entry("aws_sqs_queue.dead_letters.id", "DeadLetters"),
          Map.entry("aws_sqs_queue.dead_letters.arn", "DeadLetters.Arn"),
          Map.entry("aws_sqs_queue.fixity.id", "Fixity"),
          Map.entry("aws_sqs_queue.backfill.id", "Backfill"),
          Map.entry("aws_glue_catalog_database.database.name", "Database"));

  private static final Map<String, String> ORDERED =
      Map.of(
          "aws_sqs_queue_policy.queue", "QueuePolicy",
          "aws_s3_bucket_policy.log", "LogBucketPolicy",
          "aws_s3_bucket_versioning.raw", "RawBucket.Versioning",
          "aws_s3_bucket_versioning.provenance", "ProvenanceBucket.Versioning",
          "aws_s3_bucket_versioning.log", "LogBucket.Versioning");

  private final JsonNode policies;
  private final BaselineModel model = new BaselineModel();

  private ModuleReading(JsonNode policies) {
    this.policies = policies;
  }

  /**
   * @throws IllegalArgumentException when the module has something that the table does not know
   */
  static Map<String, Map<String, String>> read(JsonNode module) {
    ModuleReading reading = new ModuleReading(module.at("/data/aws_iam_policy_document"));
    for (var type : module.path("resource").properties()) {
      for (var it : type.getValue().properties()) {
        reading.add(type.getKey(), it.getKey(), it.getValue());
      }
    }
    return reading.model.resources();
  }

  private void add(String type, String label, JsonNode block) {
    ObjectNode arguments = (ObjectNode) resolved(block);
    if (type.startsWith("aws_s3_bucket_") && !type.equals("aws_s3_bucket_policy")) {
      requireOwnBucket(type, label, arguments.remove("bucket"));
    }
    if (arguments.has("depends_on")) {
      ArrayNode named = arguments.putArray("depends_on");
      block.path("depends_on").forEach(it -> named.add("«" + ORDERED.get(it.textValue()) + "»"));
    }
    if (arguments.has("policy")) {
      arguments.put("policy", policy(block.path("policy").textValue()));
    }
    if (arguments.has("redrive_policy")) {
      arguments.set("redrive_policy", json(arguments.path("redrive_policy").textValue()));
    }
    BaselineModel.leaves(
        "",
        arguments,
        (path, value) -> model.add(PropertyTable.ofArgument(type, path), label, value.asText()));
  }

  private static void requireOwnBucket(String type, String label, JsonNode bucket) {
    String expected =
        "«" + label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1) + "Bucket»";
    if (bucket == null || !bucket.asText().equals(expected)) {
      throw new IllegalArgumentException(type + "." + label + " configures " + bucket);
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Returns the policy of a data source. */
  private String policy(String expression) {
    Matcher name =
        Pattern.compile("\\$\\{data\\.aws_iam_policy_document\\.(\\w+)\\.json}")
            .matcher(expression);
    if (!name.matches() || !policies.has(name.group(1))) {
      throw new IllegalArgumentException("no policy document " + expression);
    }
    JsonNode data = resolved(policies.path(name.group(1)));
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.set("Version", data.path("version"));
    ArrayNode statements = document.putArray("Statement");
    data.path("statement").forEach(it -> statement(it, statements.addObject()));
    return BaselineModel.policy(document);
  }

  private static void statement(JsonNode block, ObjectNode statement) {
    for (var argument : block.properties()) {
      JsonNode value = argument.getValue();
      switch (argument.getKey()) {
        case "sid" -> statement.set("Sid", value);
        case "effect" -> statement.set("Effect", value);
        case "actions" -> statement.set("Action", value);
        case "resources" -> statement.set("Resource", value);
        case "not_resources" -> statement.set("NotResource", value);
        case "principals" -> value.forEach(it -> principal(it, statement));
        case "condition" -> value.forEach(it -> condition(it, statement));
        default -> throw new IllegalArgumentException("no argument " + argument.getKey());
      }
    }
  }

  private static void principal(JsonNode block, ObjectNode statement) {
    requireArguments(block, "type", "identifiers");
    JsonNode identifiers = block.path("identifiers");
    if (block.path("type").asText().equals("*")) {
      statement.set("Principal", identifiers.size() == 1 ? identifiers.get(0) : identifiers);
    } else {
      statement.withObjectProperty("Principal").set(block.path("type").textValue(), identifiers);
    }
  }

  private static void condition(JsonNode block, ObjectNode statement) {
    requireArguments(block, "test", "variable", "values");
    statement
        .withObjectProperty("Condition")
        .withObjectProperty(block.path("test").textValue())
        .set(block.path("variable").textValue(), block.path("values"));
  }

  private static void requireArguments(JsonNode block, String... names) {
    for (String name : names) {
      if (!block.has(name)) {
        throw new IllegalArgumentException(block + " has no " + name);
      }
    }
    if (block.size() != names.length) {
      throw new IllegalArgumentException(block + " has other arguments");
    }
  }

  private static JsonNode resolved(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(it -> object.set(text(it.getKey()), resolved(it.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(it -> array.add(resolved(it)));
      return array;
    }
    return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
  }

  private static String text(String template) {
    if (template.startsWith("${data.aws_iam_policy_document.")) {
      return template;
    }
    return TEMPLATE
        .matcher(template)
        .replaceAll(
            it -> {
              String replacement =
                  switch (it.group()) {
                    case "$${" -> "${";
                    case "%%{" -> "%{";
                    default -> "«" + meaning(it.group(1)) + "»";
                  };
              return Matcher.quoteReplacement(replacement);
            });
  }

  private static String meaning(String expression) {
    String meaning = expression == null ? null : MEANINGS.get(expression);
    if (meaning == null) {
      throw new IllegalArgumentException("no meaning of the expression " + expression);
    }
    return meaning;
  }
}
