package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** An SQS queue: the event as the message, with attributes. */
final class SqsSink implements Sink {
  private final SqsClient sqs;
  private final String queue;
  private volatile @Nullable String url;

  /**
   * @param queue a name or URL
   */
  SqsSink(SqsClient sqs, String queue) {
    this.sqs = sqs;
    this.queue = queue;
  }

  @Override
  public void send(AlertEvent event) {
    AwsAnswer.of("waybill.alert.sqs.queue", () -> sqs.sendMessage(request(event)));
  }

  private SendMessageRequest request(AlertEvent event) {
    SendMessageRequest.Builder send =
        SendMessageRequest.builder()
            .queueUrl(url())
            .messageBody(event.json())
            .messageAttributes(attributes(event));
    if (queue.endsWith(".fifo")) {
      send.messageGroupId(IncidentName.of(event.uid()))
          .messageDeduplicationId(AwsAnswer.deduplication(event));
    }
    return send.build();
  }

  /** Asked for when it is first needed: a queue that is not there yet does not stop the start. */
  private String url() {
    String known = url;
    if (known == null) {
      known =
          queue.startsWith("http")
              ? queue
              : sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
      url = known;
    }
    return known;
  }

  private static Map<String, MessageAttributeValue> attributes(AlertEvent event) {
    return AwsAnswer.attributes(event).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                it ->
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(it.getValue())
                        .build()));
  }
}
