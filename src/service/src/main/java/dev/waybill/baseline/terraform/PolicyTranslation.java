package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Translation of policy documents to data sources {@code aws_iam_policy_document}. */
final class PolicyTranslation {
  private static final String TYPE = "aws_iam_policy_document";

  private final ModuleBlocks blocks;

  PolicyTranslation(ModuleBlocks blocks) {
    this.blocks = blocks;
  }

  /**
   * Adds the data source and returns the expression of its JSON.
   *
   * @param owner resource that has the policy
   */
  String add(ResourceAddress owner, UnreadProperties document) {
    String kind =
        switch (owner.type()) {
          case "aws_s3_bucket_policy" -> "_bucket";
          case "aws_sqs_queue_policy" -> owner.label().endsWith("queue") ? "" : "_queue";
          default -> "";
        };
    ResourceAddress address = new ResourceAddress(TYPE, owner.label() + kind);
    ObjectNode data = blocks.data(address);
    document.move("Version", data, "version");
    ArrayNode statements = data.putArray("statement");
    document.list("Statement").forEach(it -> statement(it, statements.addObject()));
    return "${data." + address + ".json}";
  }

  private static void statement(UnreadProperties statement, ObjectNode block) {
    statement.move("Sid", block, "sid");
    statement.move("Effect", block, "effect");
    if (statement.has("Principal")) {
      principals(statement.value("Principal"), block.putArray("principals"));
    }
    list(statement, "Action", block, "actions");
    list(statement, "Resource", block, "resources");
    list(statement, "NotResource", block, "not_resources");
    if (statement.has("Condition")) {
      conditions(statement.value("Condition"), block.putArray("condition"));
    }
  }

  private static void principals(JsonNode principal, ArrayNode blocks) {
    if (principal.isTextual()) {
      blocks.addObject().put("type", "*").putArray("identifiers").add(principal);
      return;
    }
    principal
        .properties()
        .forEach(
            it ->
                blocks
                    .addObject()
                    .put("type", it.getKey())
                    .set("identifiers", values(it.getValue())));
  }

  private static void conditions(JsonNode condition, ArrayNode blocks) {
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        blocks
            .addObject()
            .put("test", operator.getKey())
            .put("variable", key.getKey())
            .set("values", values(key.getValue()));
      }
    }
  }

  private static void list(
      UnreadProperties statement, String name, ObjectNode block, String argument) {
    if (statement.has(name)) {
      block.set(argument, values(statement.value(name)));
    }
  }

  private static ArrayNode values(JsonNode node) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    if (node.isArray()) {
      node.forEach(values::add);
    } else {
      values.add(node);
    }
    return values;
  }
}
