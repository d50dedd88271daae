package dev.waybill.aws.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvents;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests of alerts in SQS queues. */
@ExtendWith(CloudExtension.class)
class SqsSinkIT {
  private final CloudUnderTest cloud;

  SqsSinkIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void queueReceivesEventWithAttributes() {
    TestQueue queue = cloud.queue("alerts");
    AlertEvent event = AlertEvents.untrusted();

    new SqsSink(cloud.sqs(), queue.url().substring(queue.url().lastIndexOf('/') + 1)).send(event);
    new SqsSink(cloud.sqs(), queue.url()).send(event);

    List<Message> messages = receive(queue, 2);
    assertThat(messages)
        .allSatisfy(
            message -> {
              assertThat(message.body()).isEqualTo(event.json());
              assertThat(text(message))
                  .containsExactlyInAnyOrderEntriesOf(
                      Map.of("severity", "critical", "rule", "S3-03", "kind", "begin"));
            });
  }

  @Test
  void fifoQueueDropsDuplicatesAndKeepsOrderOfIncident() {
    TestQueue queue =
        TestQueue.create(
            cloud.sqs(),
            cloud.uniqueName("alerts") + ".fifo",
            Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    SqsSink sink = new SqsSink(cloud.sqs(), queue.url());

    sink.send(AlertEvents.begin("a"));
    sink.send(AlertEvents.begin("a"));
    sink.send(AlertEvents.end("a"));

    List<Message> messages = receive(queue, 2);
    assertThat(messages).hasSize(2);
    assertThat(text(messages.get(0))).containsEntry("kind", "begin");
    assertThat(text(messages.get(1))).containsEntry("kind", "end");
  }

  private List<Message> receive(TestQueue queue, int count) {
    List<Message> messages = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (messages.size() < count && System.nanoTime() < end) {
      for (Message message :
          cloud
              .sqs()
              .receiveMessage(
                  it ->
                      it.queueUrl(queue.url())
                          .messageAttributeNames("All")
                          .maxNumberOfMessages(10)
                          .waitTimeSeconds(1))
              .messages()) {
        messages.add(message);
        queue.delete(message);
      }
    }
    return messages;
  }

  private static Map<String, String> text(Message message) {
    Map<String, MessageAttributeValue> attributes = message.messageAttributes();
    return Map.of(
        "severity", attributes.get("severity").stringValue(),
        "rule", attributes.get("rule").stringValue(),
        "kind", attributes.get("kind").stringValue());
  }
}
