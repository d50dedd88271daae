package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import dev.waybill.testing.TestQueue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Contract of the notification configuration of a bucket. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NotificationConfigurationContractIT {
  private static final String ALLOW =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private final TestQueue queue;

  NotificationConfigurationContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("asked");
    this.queue =
        TestQueue.create(
            cloud.sqs(), cloud.uniqueName("asked"), Map.of(QueueAttributeName.POLICY, ALLOW));
  }

  @Test
  void aRuleWithoutAnIdGetsOne() {
    put(rule(queue.arn(), Event.S3_OBJECT_CREATED));
    String id = configured().get(0).id();
    assertThat(id).isNotEmpty().isEqualTo(configured().get(0).id());
    bucket.put("key", "x");
    assertThat(queue.receive(1, body -> body.contains("\"Records\"")).get(0)).contains(id);
  }

  @Test
  void aRejectedConfigurationChangesNothing() {
    put(rule(queue.arn(), Event.S3_OBJECT_CREATED));
    ExpectedError.of(
        400, "InvalidArgument", () -> put(rule(queue.arn() + "-none", Event.S3_OBJECT_REMOVED)));
    assertThat(configured())
        .singleElement()
        .matches(one -> one.events().equals(List.of(Event.S3_OBJECT_CREATED)));
  }

  @Test
  void overlappingRulesAreRejected() {
    cloud.assumeWithout(EmulatorLimit.OVERLAPPING_RULES_ACCEPTED);
    List<QueueConfiguration> before = configured();
    ExpectedError.of(
        400,
        "InvalidArgument",
        () ->
            put(
                rule(queue.arn(), Event.S3_OBJECT_CREATED),
                rule(queue.arn(), Event.S3_OBJECT_CREATED_PUT)));
    assertThat(configured()).isEqualTo(before);
  }

  @Test
  void aFifoQueueIsRejectedAsTarget() {
    TestQueue ordered =
        TestQueue.create(
            cloud.sqs(),
            cloud.uniqueName("ordered") + ".fifo",
            Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    ExpectedError.of(
        400, "InvalidArgument", () -> put(rule(ordered.arn(), Event.S3_OBJECT_CREATED)));
  }

  private List<QueueConfiguration> configured() {
    return s3.getBucketNotificationConfiguration(it -> it.bucket(bucket.name()))
        .queueConfigurations();
  }

  private static QueueConfiguration rule(String arn, Event event) {
    return QueueConfiguration.builder().queueArn(arn).events(event).build();
  }

  private void put(QueueConfiguration... rules) {
    s3.putBucketNotificationConfiguration(
        it ->
            it.bucket(bucket.name())
                .notificationConfiguration(all -> all.queueConfigurations(rules)));
  }
}
