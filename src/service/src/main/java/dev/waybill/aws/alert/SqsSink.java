package dev.waybill.aws.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.Sink;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Sink that sends each event to an SQS queue, with message attributes. */
final class SqsSink implements Sink {
  private final SqsClient sqs;
  private final String queue;
  private volatile @Nullable String url;

  /**
   * @param queue name or URL
   */
  SqsSink(SqsClient sqs, String queue) {
    this.sqs = sqs;
    this.queue = queue;
  }

  @Override
  public void send(AlertEvent event) {
    AwsSinkErrors.run("waybill.alert.sqs.queue", () -> sqs.sendMessage(request(event)));
  }

  private SendMessageRequest request(AlertEvent event) {
    SendMessageRequest.Builder send =
        SendMessageRequest.builder()
            .queueUrl(url())
            .messageBody(event.json())
            .messageAttributes(AlertAttributes.of(event, SqsSink::attribute));
    if (queue.endsWith(".fifo")) {
      send.messageGroupId(IncidentName.of(event.uid()))
          .messageDeduplicationId(AlertAttributes.deduplicationId(event));
    }
    return send.build();
  }

  /** Looks the URL up at the first event, so that a missing queue does not prevent the start. */
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

  private static MessageAttributeValue attribute(String text) {
    return MessageAttributeValue.builder().dataType("String").stringValue(text).build();
  }
}
