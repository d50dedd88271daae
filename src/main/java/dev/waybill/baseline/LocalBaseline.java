package dev.waybill.baseline;

import dev.waybill.settings.Settings;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Creates what the pipeline needs on the local cloud or an emulator: buckets, queues and
 * notifications. Doing it again changes nothing.
 */
public final class LocalBaseline {
  /** Deliveries before the queue itself moves a message to the dead-letter queue. */
  private static final int DELIVERIES = 5;

  private final S3Client s3;
  private final SqsClient sqs;
  private final KmsClient kms;
  private final CloudTrailClient cloudTrail;
  private final Settings settings;

  public LocalBaseline(
      S3Client s3, SqsClient sqs, KmsClient kms, CloudTrailClient cloudTrail, Settings settings) {
    this.s3 = s3;
    this.sqs = sqs;
    this.kms = kms;
    this.cloudTrail = cloudTrail;
    this.settings = settings;
  }

  /** Creates what is missing. */
  public void apply() {
    String queueArn = queues();
    key();
    bucket(settings.logBucket(), false);
    trail();
    bucket(settings.provenance().bucket(), true);
    bucket(settings.raw().bucket(), false);
    // Also when the buckets are there: the process may have ended right after it made them.
    lockRecords();
    protectRaw();
    notifyOf(queueArn);
  }

  /** A key that is named by an alias is made; one that is named otherwise must be there. */
  private void key() {
    String key = settings.kmsKey();
    try {
      kms.describeKey(describe -> describe.keyId(key));
    } catch (NotFoundException absent) {
      if (!key.startsWith("alias/")) {
        throw absent;
      }
      String id = kms.createKey().keyMetadata().keyId();
      kms.createAlias(create -> create.aliasName(key).targetKeyId(id));
    }
  }

  /** Emulators that have no CloudTrail do without. */
  private void trail() {
    String name = settings.audit().trail();
    try {
      cloudTrail.getTrailStatus(get -> get.name(name));
      return;
    } catch (TrailNotFoundException absent) {
      allowDeliveries();
    } catch (CloudTrailException emulator) {
      if (emulator.statusCode() == 501) {
        return;
      }
      throw emulator;
    }
    cloudTrail.createTrail(create -> create.name(name).s3BucketName(settings.logBucket()));
    cloudTrail.putEventSelectors(
        put -> put.trailName(name).advancedEventSelectors(allObjectsBut(settings.logBucket())));
    cloudTrail.startLogging(start -> start.name(name));
  }

  private static AdvancedEventSelector allObjectsBut(String bucket) {
    return AdvancedEventSelector.builder()
        .fieldSelectors(
            AdvancedFieldSelector.builder().field("eventCategory").equalsValue("Data").build(),
            AdvancedFieldSelector.builder()
                .field("resources.type")
                .equalsValue("AWS::S3::Object")
                .build(),
            AdvancedFieldSelector.builder()
                .field("resources.ARN")
                .notStartsWith("arn:aws:s3:::" + bucket + "/")
                .build())
        .build();
  }

  private void allowDeliveries() {
    String bucket = "arn:aws:s3:::" + settings.logBucket();
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
           "Action":"s3:GetBucketAcl","Resource":"%s"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
           "Action":"s3:PutObject","Resource":"%s/AWSLogs/*"}]}
        """
            .formatted(bucket, bucket);
    s3.putBucketPolicy(put -> put.bucket(settings.logBucket()).policy(policy));
  }

  private String queues() {
    String dead = queue(settings.queue().deadLetterName(), Map.of());
    String policy =
        "{\"deadLetterTargetArn\":\"" + dead + "\",\"maxReceiveCount\":\"" + DELIVERIES + "\"}";
    return queue(
        settings.queue().name(),
        Map.of(
            QueueAttributeName.REDRIVE_POLICY,
            policy,
            QueueAttributeName.VISIBILITY_TIMEOUT,
            Long.toString(settings.queue().visibility().toSeconds())));
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    String url = url(name);
    if (!attributes.isEmpty()) {
      sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(attributes));
    }
    return Objects.requireNonNull(
        sqs.getQueueAttributes(
                get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN),
        "every queue has an ARN");
  }

  /** Attributes are set apart, because to create a queue again with others is an error. */
  private String url(String name) {
    try {
      return sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
    } catch (QueueDoesNotExistException absent) {
      return sqs.createQueue(create -> create.queueName(name)).queueUrl();
    }
  }

  private void bucket(String name, boolean objectLock) {
    try {
      s3.headBucket(head -> head.bucket(name));
    } catch (S3Exception e) {
      if (e.statusCode() != 404) {
        throw e;
      }
      s3.createBucket(create -> create.bucket(name).objectLockEnabledForBucket(objectLock));
    }
  }

  private void lockRecords() {
    s3.putObjectLockConfiguration(
        put ->
            put.bucket(settings.provenance().bucket())
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(
                                rule ->
                                    rule.defaultRetention(
                                        retention ->
                                            retention
                                                .mode(ObjectLockRetentionMode.GOVERNANCE)
                                                .days(1)))));
  }

  private void protectRaw() {
    String bucket = settings.raw().bucket();
    s3.putBucketVersioning(
        put ->
            put.bucket(bucket)
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(
                by ->
                    by.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(settings.kmsKey()))
            .build();
    s3.putBucketEncryption(
        put -> put.bucket(bucket).serverSideEncryptionConfiguration(to -> to.rules(rule)));
  }

  private void notifyOf(String queueArn) {
    String bucket = settings.raw().bucket();
    boolean there =
        s3
            .getBucketNotificationConfiguration(get -> get.bucket(bucket))
            .queueConfigurations()
            .stream()
            .anyMatch(it -> queueArn.equals(it.queueArn()));
    if (!there) {
      s3.putBucketNotificationConfiguration(
          put ->
              put.bucket(bucket)
                  .notificationConfiguration(
                      to ->
                          to.queueConfigurations(
                              created("waybill-incoming", settings.raw().incoming(), queueArn),
                              created("waybill-test", settings.raw().test(), queueArn))));
    }
  }

  private static QueueConfiguration created(String id, String prefix, String queueArn) {
    FilterRule rule = FilterRule.builder().name(FilterRuleName.PREFIX).value(prefix).build();
    return QueueConfiguration.builder()
        .id(id)
        .queueArn(queueArn)
        .events(Event.S3_OBJECT_CREATED)
        .filter(filter -> filter.key(key -> key.filterRules(rule)))
        .build();
  }
}
