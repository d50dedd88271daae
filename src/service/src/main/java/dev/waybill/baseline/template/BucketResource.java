package dev.waybill.baseline.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CloudFormation resources of a bucket and its policy. */
final class BucketResource {
  private final Deployment d;
  private final BucketRole role;

  BucketResource(Deployment d, BucketRole role) {
    this.d = d;
    this.role = role;
  }

  void add(ObjectNode resources) {
    String name = logicalName() + "Bucket";
    ObjectNode bucket = Template.retained(resources, name, "AWS::S3::Bucket");
    ObjectNode properties = bucket.putObject("Properties");
    properties.put("BucketName", role.name());
    access(properties);
    encryption(properties);
    ArrayNode rules = properties.putObject("LifecycleConfiguration").putArray("Rules");
    role.rules().forEach(it -> rules.add(it.template()));
    if (role.versioned()) {
      properties.putObject("VersioningConfiguration").put("Status", "Enabled");
    }
    if (role.locked()) {
      lock(properties);
    }
    List<String> notified = notifiedPrefixes();
    if (!notified.isEmpty()) {
      bucket.put("DependsOn", "QueuePolicy");
      notifications(properties, notified);
    }
    ObjectNode policy =
        Template.resource(resources, name + "Policy", "AWS::S3::BucketPolicy")
            .putObject("Properties");
    policy.set("Bucket", Template.ref(name));
    policy.set("PolicyDocument", DesiredPolicy.of(role.statements()).json());
  }

  /** Logical names have letters and digits only; a scope's name may have dashes. */
  private String logicalName() {
    return Stream.of(role.id().split("-", -1))
        .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1))
        .collect(Collectors.joining());
  }

  private List<String> notifiedPrefixes() {
    return d.scopeBuckets().stream()
        .filter(it -> it.id().equals(role.id()))
        .flatMap(it -> it.notifiedPrefixes().stream())
        .toList();
  }

  private static void access(ObjectNode properties) {
    properties
        .putObject("PublicAccessBlockConfiguration")
        .put("BlockPublicAcls", true)
        .put("IgnorePublicAcls", true)
        .put("BlockPublicPolicy", true)
        .put("RestrictPublicBuckets", true);
    properties
        .putObject("OwnershipControls")
        .putArray("Rules")
        .addObject()
        .put("ObjectOwnership", "BucketOwnerEnforced");
  }

  private void encryption(ObjectNode properties) {
    ObjectNode rule =
        properties
            .putObject("BucketEncryption")
            .putArray("ServerSideEncryptionConfiguration")
            .addObject();
    rule.put("BucketKeyEnabled", true);
    rule.putObject("ServerSideEncryptionByDefault")
        .put("SSEAlgorithm", "aws:kms")
        .put("KMSMasterKeyID", d.keyArn());
  }

  private void lock(ObjectNode properties) {
    properties.put("ObjectLockEnabled", true);
    if (role.isRaw()) {
      return;
    }
    var settings = d.settings().provenance();
    properties
        .putObject("ObjectLockConfiguration")
        .put("ObjectLockEnabled", "Enabled")
        .putObject("Rule")
        .putObject("DefaultRetention")
        .put("Mode", settings.mode().name())
        .put("Days", d.retentionDays());
  }

  private void notifications(ObjectNode properties, List<String> prefixes) {
    ArrayNode queues =
        properties.putObject("NotificationConfiguration").putArray("QueueConfigurations");
    for (String prefix : prefixes) {
      ObjectNode rule = queues.addObject();
      rule.put("Event", BaselineConstants.CREATED_EVENTS).put("Queue", d.queueArn(d.queueName()));
      rule.putObject("Filter")
          .putObject("S3Key")
          .putArray("Rules")
          .addObject()
          .put("Name", "prefix")
          .put("Value", prefix);
    }
  }
}
