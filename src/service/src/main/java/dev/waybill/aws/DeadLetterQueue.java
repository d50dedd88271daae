package dev.waybill.aws;

import dev.waybill.model.Rejected;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Dead-letter queue. It receives the unchanged message, with the reason as attributes. */
public final class DeadLetterQueue {
  private final SqsClient sqs;
  private final String queueUrl;

  public DeadLetterQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Sends a message to the dead-letter queue.
   *
   * @param body body of the message; untrusted input
   * @param rejected reason of the rejection
   * @param messageId id of the message in the source queue
   */
  public void send(String body, Rejected rejected, String messageId) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    attributes.put("waybill-reason", text(rejected.reason().label()));
    attributes.put("waybill-detail", text(rejected.detail()));
    attributes.put("waybill-message-id", text(messageId));
    if (rejected.version() != null) {
      attributes.put("waybill-version", text(rejected.version().uri()));
    }
    sqs.sendMessage(
        send -> send.queueUrl(queueUrl).messageBody(body).messageAttributes(attributes));
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
