package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class QueueTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"deadLetterTargetArn\":\"arn:d\",\"maxReceiveCount\":7}",
        "{\"maxReceiveCount\":\"7\", \"deadLetterTargetArn\" : \"arn:d\"}"
      })
  void readsRedrivePolicyInBothSpellings(String policy) {
    Queue queue = queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));

    assertThat(queue.maxReceiveCount()).isEqualTo(7);
    assertThat(queue.deadLetterArn()).isEqualTo("arn:d");
  }

  @Test
  void ignoresPolicyTextInAnotherValue() {
    String policy = "{\"note\":\"\\\"maxReceiveCount\\\":1\"}";

    assertThat(queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
        .isEqualTo(new Queue("u", "", Integer.MAX_VALUE, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7"})
  void hasNoDeadLetterQueueWithInvalidPolicy(String policy) {
    assertThat(queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
        .isEqualTo(new Queue("u", "", Integer.MAX_VALUE, null));
  }

  @Test
  void deliversWithoutLimitWithoutPolicy() {
    assertThat(queue(Map.of(QueueAttributeName.QUEUE_ARN, "arn:q")))
        .isEqualTo(new Queue("u", "arn:q", Integer.MAX_VALUE, null));
  }

  private static Queue queue(Map<QueueAttributeName, String> attributes) {
    return Queue.of("u", attributes);
  }
}
