package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Translation of one CloudFormation resource, by its type. */
final class ResourceTranslation {
  private static final String RETAINED = "Retain";

  private final ModuleBlocks blocks;
  private final PolicyTranslation policies;
  private final TerraformExpressions expressions;

  ResourceTranslation(ModuleBlocks blocks, TerraformExpressions expressions) {
    this.blocks = blocks;
    this.policies = new PolicyTranslation(blocks);
    this.expressions = expressions;
  }

  /**
   * Adds the resource to the module.
   *
   * @param id logical id
   * @throws IllegalStateException when something of the resource has no translation
   */
  void add(String id, JsonNode resource) {
    ResourceAddress address = expressions.address(id);
    UnreadProperties all = new UnreadProperties(id, resource);
    all.value("Type");
    List<String> dependencies = dependencies(all);
    UnreadProperties properties =
        new UnreadProperties(id, expressions.replace(all.value("Properties")));
    ObjectNode block =
        address.type().equals("aws_s3_bucket")
            ? new BucketTranslation(blocks, address).add(properties, dependencies)
            : simple(address, properties, dependencies);
    if (isRetained(all)) {
      block.putObject("lifecycle").put("prevent_destroy", true);
    }
    properties.requireEmpty();
    all.requireEmpty();
  }

  private List<String> dependencies(UnreadProperties resource) {
    List<String> all = new ArrayList<>();
    if (resource.has("DependsOn")) {
      all.add(expressions.address(resource.text("DependsOn")).toString());
    }
    return all;
  }

  private static boolean isRetained(UnreadProperties resource) {
    return resource.has("DeletionPolicy")
        && resource.text("DeletionPolicy").equals(RETAINED)
        && resource.text("UpdateReplacePolicy").equals(RETAINED);
  }

  private ObjectNode simple(
      ResourceAddress address, UnreadProperties properties, List<String> dependencies) {
    ObjectNode block = blocks.resource(address);
    switch (address.type()) {
      case "aws_kms_key" -> key(address, properties, block);
      case "aws_kms_alias" -> {
        properties.move("AliasName", block, "name");
        properties.move("TargetKeyId", block, "target_key_id");
      }
      case "aws_s3_bucket_policy" -> {
        properties.move("Bucket", block, "bucket");
        block.put("policy", policies.add(address, properties.object("PolicyDocument")));
      }
      case "aws_sqs_queue" -> queue(properties, block);
      case "aws_sqs_queue_policy" -> {
        block.set("queue_url", only(properties.value("Queues")));
        block.put("policy", policies.add(address, properties.object("PolicyDocument")));
      }
      case "aws_cloudtrail" -> trail(properties, block);
      case "aws_athena_workgroup" -> QueryTranslation.workgroup(properties, block);
      case "aws_glue_catalog_database" -> QueryTranslation.database(properties, block);
      case "aws_glue_catalog_table" -> QueryTranslation.table(properties, block);
      case "aws_iam_policy" -> {
        properties.move("ManagedPolicyName", block, "name");
        properties.move("Description", block, "description");
        block.put("policy", policies.add(address, properties.object("PolicyDocument")));
      }
      default -> throw new IllegalStateException(address + " has no translation");
    }
    dependencies.forEach(it -> block.withArrayProperty("depends_on").add(it));
    return block;
  }

  private void key(ResourceAddress address, UnreadProperties properties, ObjectNode block) {
    properties.move("Description", block, "description");
    properties.move("EnableKeyRotation", block, "enable_key_rotation");
    properties.move("KeySpec", block, "customer_master_key_spec");
    properties.move("KeyUsage", block, "key_usage");
    block.put("policy", policies.add(address, properties.object("KeyPolicy")));
  }

  private static void queue(UnreadProperties properties, ObjectNode block) {
    properties.move("QueueName", block, "name");
    properties.move("SqsManagedSseEnabled", block, "sqs_managed_sse_enabled");
    properties.move("MessageRetentionPeriod", block, "message_retention_seconds");
    properties.move("VisibilityTimeout", block, "visibility_timeout_seconds");
    if (properties.has("RedrivePolicy")) {
      // The provider expects JSON; an ARN needs no escape in it.
      block.put("redrive_policy", properties.value("RedrivePolicy").toString());
    }
  }

  private static void trail(UnreadProperties properties, ObjectNode block) {
    properties.move("TrailName", block, "name");
    properties.move("KMSKeyId", block, "kms_key_id");
    properties.move("S3BucketName", block, "s3_bucket_name");
    properties.move("IsLogging", block, "enable_logging");
    properties.move("IsMultiRegionTrail", block, "is_multi_region_trail");
    properties.move("IncludeGlobalServiceEvents", block, "include_global_service_events");
    properties.move("EnableLogFileValidation", block, "enable_log_file_validation");
    ArrayNode selectors = block.putArray("advanced_event_selector");
    for (UnreadProperties selector : properties.list("AdvancedEventSelectors")) {
      ObjectNode inner = selectors.addObject();
      selector.move("Name", inner, "name");
      ArrayNode fields = inner.putArray("field_selector");
      for (UnreadProperties field : selector.list("FieldSelectors")) {
        ObjectNode one = fields.addObject();
        field.move("Field", one, "field");
        field.move("Equals", one, "equals");
        field.move("StartsWith", one, "starts_with");
      }
    }
  }

  private static JsonNode only(JsonNode list) {
    if (list.size() != 1) {
      throw new IllegalStateException("a policy of several queues has no translation: " + list);
    }
    return list.get(0);
  }
}
