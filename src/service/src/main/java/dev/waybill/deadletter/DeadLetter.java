package dev.waybill.deadletter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Message of the dead-letter queue. Everybody who may send to a queue writes its texts, so all of
 * them are untrusted input.
 *
 * @param id id in the dead-letter queue
 * @param receipt handle of this receipt, with which the message is deleted or shown again
 * @param sent time at which the message was sent; SQS keeps it when it moves a message itself
 * @param received number of receipts, this one included
 * @param attributes text attributes by name
 * @param body body as it was received from the queue
 */
public record DeadLetter(
    String id,
    String receipt,
    Instant sent,
    int received,
    Map<String, String> attributes,
    String body) {
  /** Attribute with the reason of a rejection. */
  public static final String REASON = "waybill-reason";

  /** Attribute with the explanation of a rejection. */
  public static final String DETAIL = "waybill-detail";

  /** Attribute with the id that the message had in the source queue. */
  public static final String SOURCE_ID = "waybill-message-id";

  /** Attribute with the URI of the object's version. */
  public static final String VERSION = "waybill-version";

  /** Reason of a message without one: SQS moved the message after its last delivery. */
  public static final String MOVED_BY_SQS = "moved-by-sqs";

  private static final String MOVED_DETAIL =
      "SQS moved the message after its last delivery; Waybill gave no reason";

  public DeadLetter {
    attributes = Map.copyOf(attributes);
  }

  /** Returns the label of the reason. */
  public String reason() {
    return attributes.getOrDefault(REASON, MOVED_BY_SQS);
  }

  /** Returns the explanation; empty when a message with a reason has none. */
  public String detail() {
    return attributes.getOrDefault(DETAIL, attributes.containsKey(REASON) ? "" : MOVED_DETAIL);
  }

  /** Returns the URI of the object's version; null when the message names none. */
  public @Nullable String version() {
    return attributes.get(VERSION);
  }

  /** Returns the id in the source queue, which is the same when SQS moved the message. */
  public String sourceId() {
    return attributes.getOrDefault(SOURCE_ID, id);
  }

  /** Returns true when the message has this id, in either queue. */
  public boolean hasId(String wanted) {
    return id.equals(wanted) || sourceId().equals(wanted);
  }
}
