package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Translation of a bucket, which the AWS provider divides into one resource for each feature. */
final class BucketTranslation {
  private final ModuleBlocks blocks;
  private final ResourceAddress bucket;

  BucketTranslation(ModuleBlocks blocks, ResourceAddress bucket) {
    this.blocks = blocks;
    this.bucket = bucket;
  }

  /**
   * Adds the bucket with its features and returns the block of the bucket itself.
   *
   * @param dependencies what must exist before S3 may notify
   */
  ObjectNode add(UnreadProperties properties, List<String> dependencies) {
    ObjectNode block = blocks.resource(bucket);
    properties.move("BucketName", block, "bucket");
    properties.move("ObjectLockEnabled", block, "object_lock_enabled");
    publicAccess(properties.object("PublicAccessBlockConfiguration"));
    ownership(properties.object("OwnershipControls"));
    encryption(properties.object("BucketEncryption"));
    boolean versioned = properties.has("VersioningConfiguration");
    if (versioned) {
      properties
          .object("VersioningConfiguration")
          .move("Status", feature("versioning").putObject("versioning_configuration"), "status");
    }
    lifecycle(properties.object("LifecycleConfiguration"), versioned);
    if (properties.has("ObjectLockConfiguration")) {
      lock(properties.object("ObjectLockConfiguration"));
    }
    if (properties.has("NotificationConfiguration")) {
      notifications(properties.object("NotificationConfiguration"), dependencies);
    }
    return block;
  }

  private ResourceAddress address(String feature) {
    return new ResourceAddress("aws_s3_bucket_" + feature, bucket.label());
  }

  private ObjectNode feature(String name) {
    return blocks.resource(address(name)).put("bucket", bucket.reference());
  }

  private void publicAccess(UnreadProperties access) {
    ObjectNode block = feature("public_access_block");
    access.move("BlockPublicAcls", block, "block_public_acls");
    access.move("IgnorePublicAcls", block, "ignore_public_acls");
    access.move("BlockPublicPolicy", block, "block_public_policy");
    access.move("RestrictPublicBuckets", block, "restrict_public_buckets");
  }

  private void ownership(UnreadProperties controls) {
    ArrayNode rules = feature("ownership_controls").putArray("rule");
    controls
        .list("Rules")
        .forEach(it -> it.move("ObjectOwnership", rules.addObject(), "object_ownership"));
  }

  private void encryption(UnreadProperties encryption) {
    ArrayNode rules = feature("server_side_encryption_configuration").putArray("rule");
    for (UnreadProperties rule : encryption.list("ServerSideEncryptionConfiguration")) {
      ObjectNode block = rules.addObject();
      rule.move("BucketKeyEnabled", block, "bucket_key_enabled");
      UnreadProperties standard = rule.object("ServerSideEncryptionByDefault");
      ObjectNode inner = block.putObject("apply_server_side_encryption_by_default");
      standard.move("SSEAlgorithm", inner, "sse_algorithm");
      standard.move("KMSMasterKeyID", inner, "kms_master_key_id");
    }
  }

  private void lifecycle(UnreadProperties lifecycle, boolean versioned) {
    ObjectNode block = feature("lifecycle_configuration");
    ArrayNode rules = block.putArray("rule");
    lifecycle.list("Rules").forEach(it -> LifecycleTranslation.add(it, rules.addObject()));
    if (versioned) {
      // S3 accepts actions on noncurrent versions only with versioning.
      block.putArray("depends_on").add(address("versioning").toString());
    }
  }

  private void lock(UnreadProperties lock) {
    ObjectNode block = feature("object_lock_configuration");
    lock.move("ObjectLockEnabled", block, "object_lock_enabled");
    UnreadProperties retention = lock.object("Rule").object("DefaultRetention");
    ObjectNode inner = block.putObject("rule").putObject("default_retention");
    retention.move("Mode", inner, "mode");
    retention.move("Days", inner, "days");
  }

  private void notifications(UnreadProperties notifications, List<String> dependencies) {
    ObjectNode block = feature("notification");
    ArrayNode queues = block.putArray("queue");
    for (UnreadProperties rule : notifications.list("QueueConfigurations")) {
      ObjectNode queue = queues.addObject();
      queue.putArray("events").add(rule.value("Event"));
      rule.move("Queue", queue, "queue_arn");
      for (UnreadProperties filter : rule.object("Filter").object("S3Key").list("Rules")) {
        queue.set("filter_" + filter.text("Name"), filter.value("Value"));
      }
    }
    dependencies.forEach(block.withArrayProperty("depends_on")::add);
  }
}
