package dev.waybill.aws;

import dev.waybill.model.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Dead-letter queue. It receives an unchanged notification, with the reason as attributes. */
public final class DeadLetterQueue {
  /** Name of the attribute that every message has that Waybill sends. */
  public static final String REASON = "waybill-reason";

  /** SQS's limit of a message's body and attributes together. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MIN_DETAIL_BYTES = 32;
  private static final String STRING = "String";
  private static final String CUT = "\u2026";

  private final SqsClient sqs;
  private final String queueUrl;

  public DeadLetterQueue(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /**
   * Sends a message to the dead-letter queue. Attributes that do not fit a large body are shortened
   * or left out, the reason last.
   *
   * @param body body of the message; untrusted input
   * @param rejected reason of the rejection
   * @param messageId id of the message in the source queue
   */
  public void send(String body, Rejected rejected, String messageId) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put(REASON, rejected.reason().label());
    wanted.put("waybill-message-id", messageId);
    wanted.put("waybill-detail", rejected.detail());
    if (rejected.version() != null) {
      wanted.put("waybill-version", rejected.version().uri());
    }
    Map<String, MessageAttributeValue> attributes = fitting(wanted, MAX_BYTES - bytes(body));
    sqs.sendMessage(
        send -> send.queueUrl(queueUrl).messageBody(body).messageAttributes(attributes));
  }

  private static Map<String, MessageAttributeValue> fitting(Map<String, String> wanted, int room) {
    Map<String, MessageAttributeValue> fitting = new LinkedHashMap<>();
    int left = room;
    for (Map.Entry<String, String> attribute : wanted.entrySet()) {
      String value = attribute.getValue();
      int overhead = bytes(attribute.getKey()) + bytes(STRING);
      if (attribute.getKey().equals("waybill-detail")) {
        value = shortened(value, left - overhead);
      }
      int size = overhead + bytes(value);
      if (!value.isEmpty() && size <= left) {
        fitting.put(attribute.getKey(), text(value));
        left -= size;
      }
    }
    return fitting;
  }

  /** Returns a text of at most so many bytes; empty when too little of it would remain. */
  private static String shortened(String text, int maxBytes) {
    if (bytes(text) <= maxBytes) {
      return text;
    }
    if (maxBytes < MIN_DETAIL_BYTES) {
      return "";
    }
    int end = Math.min(text.length(), maxBytes - bytes(CUT));
    while (bytes(text.substring(0, end)) > maxBytes - bytes(CUT)) {
      end--;
    }
    return text.substring(0, end) + CUT;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType(STRING).stringValue(value).build();
  }
}
