package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.template.Template;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Terraform module of the baseline in Terraform's JSON syntax. The module is translated from {@link
 * Template}, and the translation fails when the template has something that it does not know.
 */
public final class TerraformModule {
  private TerraformModule() {}

  /**
   * Returns the module, which can be applied in any account and region.
   *
   * @param home directory that holds {@code sql/schema}; a missing folder is replaced by the jar's
   */
  public static String of(Settings settings, Path home) {
    ObjectNode resources = Template.resources(settings, home);
    Map<String, ResourceAddress> addresses = new LinkedHashMap<>();
    resources
        .properties()
        .forEach(
            it ->
                addresses.put(
                    it.getKey(),
                    ResourceAddress.of(it.getKey(), it.getValue().path("Type").textValue())));
    ModuleBlocks blocks = new ModuleBlocks();
    ResourceTranslation translation =
        new ResourceTranslation(blocks, new TerraformExpressions(addresses));
    resources.properties().forEach(it -> translation.add(it.getKey(), it.getValue()));
    ObjectNode module = JsonNodeFactory.instance.objectNode();
    module.put(
        "//",
        "Waybill's secure baseline, printed by \"waybill baseline template --format terraform\"."
            + " Change the settings and print it again instead of editing it.");
    requirements(module.putObject("terraform"));
    module.putObject("locals").put("regions", TerraformExpressions.REGIONS);
    blocks.addTo(module);
    outputs(module.putObject("output"), addresses);
    return module.toPrettyString();
  }

  /** Version 6 of the provider was the first whose data source has the argument region. */
  private static void requirements(ObjectNode terraform) {
    terraform.put("required_version", ">= 1.6");
    terraform
        .putObject("required_providers")
        .putObject("aws")
        .put("source", "hashicorp/aws")
        .put("version", "~> 6.0");
  }

  private static void outputs(ObjectNode outputs, Map<String, ResourceAddress> addresses) {
    for (ResourceAddress it : addresses.values()) {
      switch (it.type()) {
        case "aws_kms_key" -> output(outputs, it.label() + "_arn", it, "arn", "ARN of the KMS key");
        case "aws_sqs_queue" -> {
          String name = it.label().equals("queue") ? "queue_url" : it.label() + "_queue_url";
          output(outputs, name, it, "url", "URL of the queue");
        }
        case "aws_iam_policy" ->
            output(
                outputs,
                it.label() + "_policy_arn",
                it,
                "arn",
                "ARN of the policy with the least rights of Waybill's " + it.label());
        default -> {
          // Names of other resources are in the settings.
        }
      }
    }
  }

  private static void output(
      ObjectNode outputs,
      String name,
      ResourceAddress address,
      String attribute,
      String description) {
    outputs
        .putObject(name)
        .put("description", description)
        .put("value", address.expression(attribute));
  }
}
