package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.WriteCause;
import dev.waybill.localcloud.store.WriteCondition;
import dev.waybill.localcloud.store.WriteDestination;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tests of notifications of deleted and recreated buckets. */
final class DeletedBucketTest {
  private static final WriteCause CAUSE =
      new WriteCause("ObjectCreated:Put", "tester", "127.0.0.1", "request");

  @TempDir Path data;

  @Test
  void deliversPendingEventsOfADeletedBucketAfterACrash() throws Exception {
    try (LocalCloud cloud = start();
        SqsClient sqs = configure(SqsClient.builder(), cloud).build()) {
      QueueFixture.create(sqs, "notifications");
    }
    writeAndDeleteTheBucket();
    try (LocalCloud cloud = start();
        SqsClient sqs = configure(SqsClient.builder(), cloud).build()) {
      assertThat(QueueFixture.create(sqs, "notifications").receive(1, body -> true))
          .singleElement()
          .satisfies(body -> assertThat(body).contains("ObjectCreated:Put", "\"short-lived\""));
    }
  }

  /** Leaves an undelivered event, as after a crash, by using a store without a notifier. */
  private void writeAndDeleteTheBucket() throws IOException {
    try (ObjectStore store = ObjectStore.open(data.resolve("s3"), Clock.systemUTC())) {
      store
          .outbox()
          .setResolver(
              (event, bucket, key) -> List.of(new WriteDestination("rule", "notifications")));
      Bucket bucket = store.createBucket("short-lived", false);
      bucket.put(version(staged(bucket)), WriteCondition.NONE, CAUSE);
      bucket.delete("key", null, null, false, null);
      store.deleteBucket("short-lived");
    }
  }

  private static StagedContent staged(Bucket bucket) throws IOException {
    try (StagedContent content = bucket.stage()) {
      content.write(1);
      return content;
    }
  }

  private static NewVersion version(StagedContent content) {
    return new NewVersion(
        "key", content, "e", Map.of(), null, Map.of(), Map.of(), Map.of(), null, false);
  }

  @Test
  void recreatedBucketHasNoNotificationConfiguration() throws Exception {
    try (LocalCloud cloud = start();
        SqsClient sqs = configure(SqsClient.builder(), cloud).build();
        S3Client s3 = configure(S3Client.builder().forcePathStyle(true), cloud).build()) {
      QueueFixture queue = QueueFixture.create(sqs, "notifications");
      s3.createBucket(it -> it.bucket("recreated"));
      QueueConfiguration everything =
          QueueConfiguration.builder()
              .queueArn(queue.arn())
              .events(Event.S3_OBJECT_CREATED)
              .build();
      s3.putBucketNotificationConfiguration(
          it ->
              it.bucket("recreated")
                  .notificationConfiguration(all -> all.queueConfigurations(everything)));
      assertThat(queue.receive(1, body -> body.contains("s3:TestEvent"))).hasSize(1);
      s3.deleteBucket(it -> it.bucket("recreated"));
      s3.createBucket(it -> it.bucket("recreated"));
      s3.putObject(it -> it.bucket("recreated").key("key"), RequestBody.fromString("text"));
      assertThat(queue.poll(Duration.ofSeconds(1))).isEmpty();
    }
  }

  private LocalCloud start() throws IOException {
    return LocalCloud.start(LocalCloudOptions.defaults(data, 0));
  }

  private static <B extends AwsClientBuilder<B, ?>> B configure(B builder, LocalCloud cloud) {
    return builder
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
