package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Client that creates and inspects resources of consumers. Its calls are neither delayed nor
 * counted.
 */
final class ResourceManager implements AutoCloseable {
  /** Access key id by which the server recognizes calls of the benchmark. */
  static final String OBSERVER = "observer";

  private static final int NOTIFICATION_TIMEOUT_SECONDS = 120;
  private static final int BACKFILL_TIMEOUT_SECONDS = 120;
  private static final long POLL_MILLIS = 20;

  private final S3Client s3;
  private final SqsClient sqs;
  private final String kmsKey;

  ResourceManager(URI cloud) {
    var credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(OBSERVER, "test"));
    s3 =
        S3Client.builder()
            .endpointOverride(cloud)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials)
            .build();
    sqs =
        SqsClient.builder()
            .endpointOverride(cloud)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build();
    try (KmsClient kms =
        KmsClient.builder()
            .endpointOverride(cloud)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .build()) {
      kmsKey = kms.createKey(it -> {}).keyMetadata().arn();
    }
  }

  ConsumerResources create(String name) {
    String dead = queue(name + "-dead", Map.of());
    String arn = arn(dead);
    String url =
        queue(
            name,
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "60",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"5\"}"));
    ConsumerResources resources =
        new ConsumerResources("raw-" + name, "prov-" + name, name, url, kmsKey);
    String unusedUrl = queue(resources.fixityQueue(), Map.of());
    bucket(resources.raw(), false);
    bucket(resources.records(), true);
    bucket(resources.results(), false);
    notify(resources, arn(url));
    return resources;
  }

  /** Creates the queue of backfills, which nobody else polls. */
  void createBackfillQueue(ConsumerResources resources) {
    String unusedUrl = queue(resources.backfillQueue(), Map.of());
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(it -> it.queueName(name).attributes(attributes)).queueUrl();
  }

  private String arn(String url) {
    return sqs.getQueueAttributes(
            it -> it.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private void bucket(String name, boolean lock) {
    s3.createBucket(it -> it.bucket(name).objectLockEnabledForBucket(lock));
    s3.putBucketVersioning(
        it ->
            it.bucket(name)
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    ServerSideEncryptionByDefault kms =
        ServerSideEncryptionByDefault.builder()
            .sseAlgorithm(ServerSideEncryption.AWS_KMS)
            .kmsMasterKeyID(kmsKey)
            .build();
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(kms)
            .build();
    s3.putBucketEncryption(
        it -> it.bucket(name).serverSideEncryptionConfiguration(to -> to.rules(rule)));
  }

  /** Configures notifications and deletes the test event that S3 sends. */
  private void notify(ConsumerResources resources, String queueArn) {
    FilterRule incoming =
        FilterRule.builder().name(FilterRuleName.PREFIX).value("incoming/").build();
    QueueConfiguration rule =
        QueueConfiguration.builder()
            .queueArn(queueArn)
            .events(Event.S3_OBJECT_CREATED)
            .filter(on -> on.key(key -> key.filterRules(incoming)))
            .build();
    s3.putBucketNotificationConfiguration(
        it ->
            it.bucket(resources.raw())
                .notificationConfiguration(to -> to.queueConfigurations(rule)));
    List<Message> tests =
        sqs.receiveMessage(it -> it.queueUrl(resources.queueUrl()).waitTimeSeconds(5)).messages();
    assertThat(tests).as("test event").hasSize(1);
    sqs.deleteMessage(
        it -> it.queueUrl(resources.queueUrl()).receiptHandle(tests.get(0).receiptHandle()));
  }

  /** Returns the number of messages that are visible or in flight. */
  int depth(ConsumerResources resources) {
    return sqs
        .getQueueAttributes(
            it ->
                it.queueUrl(resources.queueUrl())
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /** Waits for the notifications of new objects, which arrive asynchronously. */
  void awaitNotifications(ConsumerResources resources, int count) throws InterruptedException {
    long end = System.nanoTime() + NOTIFICATION_TIMEOUT_SECONDS * 1_000_000_000L;
    while (depth(resources) < count) {
      assertThat(System.nanoTime()).as("notifications of " + resources.raw()).isLessThan(end);
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Fails unless every object is promoted and sealed and none is left. */
  void requireComplete(ConsumerResources resources, int objects) {
    assertThat(count(resources.raw(), "processed/"))
        .as("promoted in " + resources.raw())
        .isEqualTo(objects);
    int others =
        Stream.of("keys/", "log/", "fixity/")
            .mapToInt(prefix -> count(resources.records(), prefix))
            .sum();
    assertThat(count(resources.records(), "") - others)
        .as("records in " + resources.records())
        .isEqualTo(objects);
    assertThat(count(resources.raw(), "incoming/")).as("left in " + resources.raw()).isZero();
  }

  /** Fails unless new objects are promoted, and they and those of backfills are sealed once. */
  void requireSealed(ConsumerResources resources, int objects, int placed) {
    assertThat(count(resources.raw(), "processed/"))
        .as("promoted in " + resources.raw())
        .isEqualTo(objects);
    assertThat(count(resources.raw(), "archive/"))
        .as("left in place in " + resources.raw())
        .isEqualTo(placed);
    assertThat(count(resources.records(), "records/"))
        .as("records in " + resources.records())
        .isEqualTo(objects + placed);
  }

  /** Waits until no backfill is open. */
  void awaitBackfill(ConsumerResources resources) throws InterruptedException {
    String plan = "state/backfill/" + resources.raw() + "/plan.json";
    long end = System.nanoTime() + BACKFILL_TIMEOUT_SECONDS * 1_000_000_000L;
    while (!new String(read(resources, plan), StandardCharsets.UTF_8).contains("\"DONE\"")) {
      assertThat(System.nanoTime()).as("backfill of " + resources.raw()).isLessThan(end);
      Thread.sleep(POLL_MILLIS);
    }
  }

  private int count(String bucket, String prefix) {
    return s3.listObjectsV2Paginator(it -> it.bucket(bucket).prefix(prefix)).stream()
        .mapToInt(ListObjectsV2Response::keyCount)
        .sum();
  }

  /** Returns the keys below a prefix of the bucket of records. */
  List<String> keys(ConsumerResources resources, String prefix) {
    return s3
        .listObjectsV2Paginator(it -> it.bucket(resources.records()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** Returns an object of the bucket of records. */
  byte[] read(ConsumerResources resources, String key) {
    return s3.getObjectAsBytes(it -> it.bucket(resources.records()).key(key)).asByteArray();
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
  }
}
