package dev.waybill.baseline.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.Baseline;
import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import dev.waybill.baseline.desired.Policies;
import dev.waybill.baseline.desired.RolePermissions;
import dev.waybill.baseline.desired.Selectors;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * The baseline as an AWS CloudFormation template, made of the same parts that {@link Baseline}
 * reads and applies, with the rights of those who work with it.
 */
public final class Template {
  private final ObjectNode resources = JsonNodeFactory.instance.objectNode();
  private final Deployment d;

  private Template(Deployment d) {
    this.d = d;
  }

  /**
   * The template in JSON, for whatever account and region it is deployed in.
   *
   * @param home where {@code sql/schema} is; what is not there is taken from the jar
   */
  public static String of(Settings settings, Path home) {
    Deployment d = Deployment.symbolic(settings);
    Template template = new Template(d);
    template.key();
    template.buckets();
    new QueueResources(d, template.resources).add();
    template.trail();
    new QueryResources(d, template.resources).add(new SchemaScripts(home, d));
    template.rights();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("AWSTemplateFormatVersion", "2010-09-09");
    document.put(
        "Description", "Waybill's secure baseline, as \"waybill baseline apply\" sets it up");
    IntrinsicFunctions.conditions(document.putObject("Conditions"));
    document.set("Resources", IntrinsicFunctions.in(template.resources));
    return document.toPrettyString();
  }

  /** A resource that stays when the stack goes: it holds data, or what data hangs on. */
  static ObjectNode kept(ObjectNode resources, String name, String type) {
    ObjectNode resource = resources.putObject(name);
    resource.put("Type", type);
    resource.put("DeletionPolicy", "Retain").put("UpdateReplacePolicy", "Retain");
    return resource;
  }

  static ObjectNode resource(ObjectNode resources, String name, String type) {
    ObjectNode resource = resources.putObject(name);
    resource.put("Type", type);
    return resource;
  }

  private void key() {
    ObjectNode key = kept(resources, "Key", "AWS::KMS::Key").putObject("Properties");
    key.put("Description", d.keyDescription()).put("EnableKeyRotation", true);
    DesiredPolicy policy = DesiredPolicy.of(List.of(Policies.keyOwner(d))).with(Policies.key(d));
    key.set("KeyPolicy", policy.json());
    if (d.settings().kmsKey().startsWith("alias/")) {
      resource(resources, "KeyAlias", "AWS::KMS::Alias")
          .putObject("Properties")
          .put("AliasName", d.settings().kmsKey())
          .set("TargetKeyId", ref("Key"));
    }
  }

  private void buckets() {
    for (BucketRole role : BucketRole.all(d)) {
      new BucketResource(d, role).add(resources);
    }
  }

  private void trail() {
    ObjectNode trail = resource(resources, "Trail", "AWS::CloudTrail::Trail");
    trail.put("DependsOn", "LogBucketPolicy");
    ObjectNode properties = trail.putObject("Properties");
    properties.put("TrailName", d.trailName()).put("KMSKeyId", d.keyArn());
    properties.set("S3BucketName", ref("LogBucket"));
    properties.put("IsLogging", true).put("IsMultiRegionTrail", true);
    properties.put("IncludeGlobalServiceEvents", true).put("EnableLogFileValidation", true);
    ArrayNode selectors = properties.putArray("AdvancedEventSelectors");
    Selectors.ours(d.watched()).forEach(it -> selector(selectors.addObject(), it));
  }

  private static void selector(
      ObjectNode into,
      software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector selector) {
    into.put("Name", selector.name());
    ArrayNode fields = into.putArray("FieldSelectors");
    selector
        .fieldSelectors()
        .forEach(
            it -> {
              ObjectNode field = fields.addObject().put("Field", it.field());
              list(field, "Equals", it.equalsValue());
              list(field, "StartsWith", it.startsWith());
            });
  }

  private static void list(ObjectNode into, String name, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = into.putArray(name);
      values.forEach(array::add);
    }
  }

  private void rights() {
    RolePermissions rights = new RolePermissions(d);
    policy("Service", "service", rights.service());
    policy("Operator", "operator", rights.operator());
    policy("Auditor", "auditor", rights.auditor());
  }

  private void policy(String name, String who, List<DesiredStatement> statements) {
    ObjectNode policy =
        resource(resources, name + "Rights", "AWS::IAM::ManagedPolicy").putObject("Properties");
    policy.put("ManagedPolicyName", "waybill-" + who);
    policy.put("Description", "The least rights of Waybill's " + who);
    policy.set("PolicyDocument", DesiredPolicy.of(statements).json());
  }

  static JsonNode ref(String name) {
    return JsonNodeFactory.instance.objectNode().put("Ref", name);
  }
}
