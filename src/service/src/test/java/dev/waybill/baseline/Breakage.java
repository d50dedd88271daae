package dev.waybill.baseline;

import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.Policies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Changes that break the controls, one per control id. */
final class Breakage {
  private static final List<String> TABLES =
      List.of(
          "cloudtrail_logs",
          "provenance_records",
          "cloudtrail_logs_readable",
          "waybill_seals",
          "waybill_seals_tail",
          "waybill_listings",
          "waybill_reconcile_sources",
          "waybill_calls");
  private static final List<String> VIEWS =
      List.of(
          "cloudtrail_s3_events_flattened",
          "cloudtrail_management_events",
          "provenance_records_flattened",
          "waybill_objects");

  private final BaselineClients clients;
  private final Deployment d;
  private final Map<String, Runnable> changes = new LinkedHashMap<>();

  Breakage(BaselineClients clients, Deployment d) {
    this.clients = clients;
    this.d = d;
    key();
    BucketRole.all(d).forEach(this::bucket);
    changes.put(
        "results.bucket", () -> clients.s3().deleteBucket(it -> it.bucket(d.resultsBucket())));
    changes.put("provenance.object-lock", this::unlock);
    queue("dead-letters", d.deadLetterName());
    queue("queue", d.queueName());
    retention("dead-letters", d.deadLetterName());
    retention("queue", d.queueName());
    queue("fixity", d.fixityQueueName());
    queue("backfill", d.backfillQueueName());
    changes.put(
        "queue.visibility", () -> set(d.queueName(), QueueAttributeName.VISIBILITY_TIMEOUT, "1"));
    changes.put("queue.redrive", this::redriveAfterOneDelivery);
    changes.put(
        "raw.prefixes",
        () -> clients.s3().deleteObject(it -> it.bucket(d.rawBucket()).key("test/")));
    changes.put(
        "raw.notifications",
        () ->
            clients
                .s3()
                .putBucketNotificationConfiguration(
                    it -> it.bucket(d.rawBucket()).notificationConfiguration(to -> {})));
    trail();
    queries();
  }

  List<String> ids() {
    return List.copyOf(changes.keySet());
  }

  void apply(String id) {
    changes.get(id).run();
  }

  private void key() {
    changes.put("kms.key", () -> clients.kms().disableKey(it -> it.keyId(keyId())));
    changes.put("kms.rotation", () -> clients.kms().disableKeyRotation(it -> it.keyId(keyId())));
    String owner = DesiredPolicy.of(List.of(Policies.keyOwner(d))).text();
    changes.put(
        "kms.policy",
        () ->
            clients
                .kms()
                .putKeyPolicy(it -> it.keyId(keyId()).policyName("default").policy(owner)));
  }

  private String keyId() {
    return clients.kms().describeKey(it -> it.keyId(d.settings().kmsKey())).keyMetadata().keyId();
  }

  private void bucket(BucketRole role) {
    String id = role.id() + ".";
    String name = role.name();
    // S3 rejects a suspension of versioning on a bucket with Object Lock.
    if (role.versioned() && !role.locked()) {
      changes.put(id + "versioning", () -> suspend(name));
    }
    changes.put(id + "encryption", () -> encryptWithoutKey(name));
    changes.put(id + "lifecycle", () -> clients.s3().deleteBucketLifecycle(it -> it.bucket(name)));
    changes.put(
        id + "public-access", () -> clients.s3().deletePublicAccessBlock(it -> it.bucket(name)));
    changes.put(id + "ownership", () -> shareOwnership(name));
    changes.put(id + "policy", () -> clients.s3().deleteBucketPolicy(it -> it.bucket(name)));
  }

  private void suspend(String bucket) {
    clients
        .s3()
        .putBucketVersioning(
            it ->
                it.bucket(bucket)
                    .versioningConfiguration(to -> to.status(BucketVersioningStatus.SUSPENDED)));
  }

  private void encryptWithoutKey(String bucket) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm("AES256"))
            .build();
    clients
        .s3()
        .putBucketEncryption(
            it -> it.bucket(bucket).serverSideEncryptionConfiguration(to -> to.rules(rule)));
  }

  private void shareOwnership(String bucket) {
    OwnershipControlsRule rule =
        OwnershipControlsRule.builder().objectOwnership("BucketOwnerPreferred").build();
    clients
        .s3()
        .putBucketOwnershipControls(
            it -> it.bucket(bucket).ownershipControls(to -> to.rules(rule)));
  }

  private void unlock() {
    clients
        .s3()
        .putObjectLockConfiguration(
            it ->
                it.bucket(d.provenanceBucket())
                    .objectLockConfiguration(
                        to -> to.objectLockEnabled(ObjectLockEnabled.ENABLED)));
  }

  private void queue(String id, String name) {
    changes.put(
        id + ".encryption", () -> set(name, QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false"));
    changes.put(id + ".policy", () -> set(name, QueueAttributeName.POLICY, ""));
    changes.put(id + ".queue", () -> clients.sqs().deleteQueue(it -> it.queueUrl(url(name))));
  }

  private void retention(String id, String name) {
    changes.put(
        id + ".retention", () -> set(name, QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
  }

  private String url(String name) {
    return clients.sqs().getQueueUrl(it -> it.queueName(name)).queueUrl();
  }

  private void set(String name, QueueAttributeName attribute, String value) {
    clients
        .sqs()
        .setQueueAttributes(it -> it.queueUrl(url(name)).attributes(Map.of(attribute, value)));
  }

  private void redriveAfterOneDelivery() {
    String dead = d.queueArn(d.deadLetterName());
    String policy = "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":\"1\"}";
    set(d.queueName(), QueueAttributeName.REDRIVE_POLICY, policy);
  }

  private void trail() {
    changes.put("trail.trail", () -> trail(it -> it.isMultiRegionTrail(false)));
    changes.put("trail.encryption", () -> trail(it -> it.kmsKeyId(otherKey())));
    changes.put("trail.validation", () -> trail(it -> it.enableLogFileValidation(false)));
    EventSelector reads =
        EventSelector.builder()
            .readWriteType(ReadWriteType.READ_ONLY)
            .includeManagementEvents(true)
            .build();
    changes.put(
        "trail.selectors",
        () ->
            clients
                .trails()
                .putEventSelectors(it -> it.trailName(d.trailName()).eventSelectors(reads)));
    changes.put("trail.logging", () -> clients.trails().stopLogging(it -> it.name(d.trailName())));
  }

  private String otherKey() {
    String policy = DesiredPolicy.of(List.of(Policies.keyOwner(d))).with(Policies.key(d)).text();
    return clients.kms().createKey(it -> it.policy(policy)).keyMetadata().arn();
  }

  private void trail(
      Consumer<software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest.Builder>
          change) {
    clients.trails().updateTrail(it -> change.accept(it.name(d.trailName())));
  }

  private void queries() {
    var audit = d.settings().audit();
    changes.put(
        "athena.workgroup",
        () ->
            clients
                .athena()
                .updateWorkGroup(
                    it ->
                        it.workGroup(audit.workgroup())
                            .configurationUpdates(to -> to.enforceWorkGroupConfiguration(false))));
    for (String view : VIEWS) {
      changes.put(
          "catalog." + view,
          () -> clients.glue().deleteTable(it -> it.databaseName(audit.database()).name(view)));
    }
    for (String table : TABLES) {
      changes.put("catalog." + table, () -> removeColumns(table));
    }
    changes.put(
        "catalog.database", () -> clients.glue().deleteDatabase(it -> it.name(audit.database())));
  }

  /** Deletes tables and views, because only an empty database can be deleted. */
  void emptyCatalog() {
    Stream.concat(TABLES.stream(), VIEWS.stream())
        .forEach(
            name ->
                clients
                    .glue()
                    .deleteTable(
                        it -> it.databaseName(d.settings().audit().database()).name(name)));
  }

  private void removeColumns(String name) {
    String database = d.settings().audit().database();
    Table table = clients.glue().getTable(it -> it.databaseName(database).name(name)).table();
    TableInput reduced =
        TableInput.builder()
            .name(table.name())
            .tableType(table.tableType())
            .parameters(table.parameters())
            .partitionKeys(table.partitionKeys())
            .storageDescriptor(
                table.storageDescriptor().toBuilder()
                    .columns(table.storageDescriptor().columns().subList(0, 1))
                    .build())
            .build();
    clients.glue().updateTable(it -> it.databaseName(database).tableInput(reduced));
  }
}
