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
import dev.waybill.settings.KmsSigning;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * AWS CloudFormation template of the baseline, built from the same desired state that {@link
 * Baseline} checks and applies, with the IAM policies of its users.
 */
public final class Template {
  private final ObjectNode resources = JsonNodeFactory.instance.objectNode();
  private final Deployment d;

  private Template(Deployment d) {
    this.d = d;
  }

  /**
   * Returns the template in JSON, which can be deployed in any account and region.
   *
   * @param home directory that holds {@code sql/schema}; a missing folder is replaced by the jar's
   */
  public static String of(Settings settings, Path home) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("AWSTemplateFormatVersion", "2010-09-09");
    document.put(
        "Description", "Waybill's secure baseline, as \"waybill baseline apply\" sets it up");
    IntrinsicFunctions.conditions(document.putObject("Conditions"));
    document.set("Resources", IntrinsicFunctions.replace(resources(settings, home)));
    return document.toPrettyString();
  }

  /**
   * Returns the resources by their logical ids, with placeholders such as {@code ${AWS::Region}}
   * for what is known at deployment only.
   *
   * @param home directory that holds {@code sql/schema}; a missing folder is replaced by the jar's
   */
  public static ObjectNode resources(Settings settings, Path home) {
    Deployment d = Deployment.forTemplate(settings);
    Template template = new Template(d);
    template.key();
    template.signingKey();
    template.buckets();
    new QueueResources(d, template.resources).add();
    template.trail();
    new QueryResources(d, template.resources).add(new SchemaScripts(home, d));
    template.permissions();
    return template.resources;
  }

  /** Adds a resource that is retained when the stack is deleted, because data depends on it. */
  static ObjectNode retained(ObjectNode resources, String name, String type) {
    ObjectNode resource = resources.putObject(name);
    resource.put("Type", type);
    resource.put("DeletionPolicy", "Retain").put("UpdateReplacePolicy", "Retain");
    return resource;
  }

  /** Adds a resource that is deleted with the stack. */
  static ObjectNode resource(ObjectNode resources, String name, String type) {
    ObjectNode resource = resources.putObject(name);
    resource.put("Type", type);
    return resource;
  }

  private void key() {
    ObjectNode key = retained(resources, "Key", "AWS::KMS::Key").putObject("Properties");
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

  /** Adds the key that signs, if an alias names it. */
  private void signingKey() {
    KmsSigning kms = d.settings().signing().kms();
    if (kms == null || !kms.key().startsWith("alias/")) {
      return;
    }
    ObjectNode key = retained(resources, "SigningKey", "AWS::KMS::Key").putObject("Properties");
    key.put("Description", d.signingKeyDescription());
    key.put("KeySpec", "ECC_NIST_P256").put("KeyUsage", "SIGN_VERIFY");
    key.set("KeyPolicy", DesiredPolicy.of(List.of(Policies.keyOwner(d))).json());
    resource(resources, "SigningKeyAlias", "AWS::KMS::Alias")
        .putObject("Properties")
        .put("AliasName", kms.key())
        .set("TargetKeyId", ref("SigningKey"));
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
    Selectors.desired(d.loggedObjects()).forEach(it -> selector(selectors.addObject(), it));
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

  private void permissions() {
    RolePermissions permissions = new RolePermissions(d);
    policy("Service", "service", permissions.service());
    policy("Operator", "operator", permissions.operator());
    policy("Auditor", "auditor", permissions.auditor());
  }

  private void policy(String name, String role, List<DesiredStatement> statements) {
    List<List<DesiredStatement>> parts = PolicyParts.of(statements);
    for (int at = 0; at < parts.size(); at++) {
      String number = at == 0 ? "" : String.valueOf(at + 1);
      ObjectNode policy =
          resource(resources, name + "Rights" + number, "AWS::IAM::ManagedPolicy")
              .putObject("Properties");
      policy.put("ManagedPolicyName", "waybill-" + role + (at == 0 ? "" : "-" + number));
      policy.put("Description", "The least rights of Waybill's " + role);
      policy.set("PolicyDocument", DesiredPolicy.of(parts.get(at)).json());
    }
  }

  /** Returns a reference to another resource of the template. */
  static JsonNode ref(String name) {
    return JsonNodeFactory.instance.objectNode().put("Ref", name);
  }
}
