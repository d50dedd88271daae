package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestQueue;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Contract of the attributes that protect a queue. */
@ExtendWith(CloudExtension.class)
final class QueueAttributesContractIT {
  private final CloudUnderTest cloud;
  private final SqsClient sqs;

  QueueAttributesContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.sqs = cloud.sqs();
  }

  @Test
  void aNewQueueIsEncryptedAndRetainsMessagesForFourDays() {
    assertThat(attributes(cloud.queue("usual")))
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600")
        .doesNotContainKeys(QueueAttributeName.POLICY, QueueAttributeName.KMS_MASTER_KEY_ID);
  }

  @Test
  void setAttributesAreReturned() {
    TestQueue queue = cloud.queue("set");
    String allow = "{\"redrivePermission\":\"denyAll\"}";
    set(
        queue,
        Map.of(
            QueueAttributeName.POLICY,
            policy(queue),
            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
            "1209600",
            QueueAttributeName.REDRIVE_ALLOW_POLICY,
            allow));
    assertThat(attributes(queue))
        .containsEntry(QueueAttributeName.POLICY, policy(queue))
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")
        .containsEntry(QueueAttributeName.REDRIVE_ALLOW_POLICY, allow);
    set(queue, Map.of(QueueAttributeName.POLICY, ""));
    assertThat(attributes(queue)).doesNotContainKey(QueueAttributeName.POLICY);
  }

  @Test
  void oneKindOfEncryptionReplacesTheOther() {
    cloud.assumeRestartable();
    TestQueue queue = cloud.queue("keyed");
    set(queue, Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/a"));
    assertThat(attributes(queue))
        .containsEntry(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/a")
        .containsEntry(QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "300")
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
    set(queue, Map.of(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true"));
    assertThat(attributes(queue))
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")
        .doesNotContainKey(QueueAttributeName.KMS_MASTER_KEY_ID);
    assertRejected(
        queue,
        Map.of(
            QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true",
            QueueAttributeName.KMS_MASTER_KEY_ID, "alias/a"));
  }

  @Test
  void anInvalidValueIsRejectedAndChangesNothing() {
    cloud.assumeRestartable();
    TestQueue queue = cloud.queue("none");
    Map<QueueAttributeName, String> before = attributes(queue);
    assertRejected(queue, Map.of(QueueAttributeName.POLICY, "{"));
    assertRejected(queue, Map.of(QueueAttributeName.POLICY, "[]"));
    assertRejected(queue, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "59"));
    assertRejected(queue, Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209601"));
    assertRejected(queue, Map.of(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "yes"));
    assertRejected(queue, Map.of(QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "x"));
    assertThat(attributes(queue)).isEqualTo(before);
  }

  @Test
  void attributesSurviveARestart() {
    cloud.assumeRestartable();
    TestQueue queue = cloud.queue("kept");
    set(
        queue,
        Map.of(
            QueueAttributeName.POLICY, policy(queue),
            QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60",
            QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false"));
    cloud.restart();
    assertThat(attributes(queue))
        .containsEntry(QueueAttributeName.POLICY, policy(queue))
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60")
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "false");
  }

  private static String policy(TestQueue queue) {
    return ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"%s\"}]}")
        .formatted(queue.arn());
  }

  private void assertRejected(TestQueue queue, Map<QueueAttributeName, String> attributes) {
    ExpectedError.of(400, "InvalidAttributeValue", () -> set(queue, attributes));
  }

  private void set(TestQueue queue, Map<QueueAttributeName, String> attributes) {
    sqs.setQueueAttributes(it -> it.queueUrl(queue.url()).attributes(attributes));
  }

  private Map<QueueAttributeName, String> attributes(TestQueue queue) {
    return sqs.getQueueAttributes(
            it -> it.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }
}
