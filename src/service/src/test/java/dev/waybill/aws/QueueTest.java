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
  void a_redrive_policy_is_read_as_services_spell_it(String policy) {
    Queue queue = queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));

    assertThat(queue.mostDeliveries()).isEqualTo(7);
    assertThat(queue.deadLetterArn()).isEqualTo("arn:d");
  }

  @Test
  void a_policy_is_not_found_within_another_value() {
    String policy = "{\"note\":\"\\\"maxReceiveCount\\\":1\"}";

    assertThat(queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
        .isEqualTo(new Queue("u", "", Integer.MAX_VALUE, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7"})
  void what_is_no_policy_sends_nothing_anywhere(String policy) {
    assertThat(queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
        .isEqualTo(new Queue("u", "", Integer.MAX_VALUE, null));
  }

  @Test
  void a_queue_without_a_policy_delivers_for_ever() {
    assertThat(queue(Map.of(QueueAttributeName.QUEUE_ARN, "arn:q")))
        .isEqualTo(new Queue("u", "arn:q", Integer.MAX_VALUE, null));
  }

  private static Queue queue(Map<QueueAttributeName, String> attributes) {
    return Queue.of("u", attributes);
  }
}
