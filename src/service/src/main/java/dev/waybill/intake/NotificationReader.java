package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.RejectedException;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.settings.CustodyScopes;
import java.util.List;

/**
 * Reader of the notifications that S3 sends to SQS: its own event message, received directly or
 * through SNS, EventBridge's event, and {@code s3:TestEvent}. Thread-safe.
 */
public final class NotificationReader {
  private final StrictJson json = new StrictJson();
  private final S3Notification s3Notification;
  private final EventBridgeEvent eventBridgeEvent;

  public NotificationReader(CustodyScopes scopes) {
    CustodyDecision decision = new CustodyDecision(scopes);
    this.s3Notification = new S3Notification(decision);
    this.eventBridgeEvent = new EventBridgeEvent(decision);
  }

  /**
   * Returns one result for each record of the notification, in its order; never empty.
   *
   * @param messageBody the SQS message's body, at most 1 MiB
   * @param messageId the SQS message's id
   * @throws RejectedException with {@code MALFORMED_NOTIFICATION} when the message or one of its
   *     records cannot be read, and with {@code SNS_CONFIRMATION} when SNS asks for a confirmation;
   *     the detail contains no untrusted input
   */
  public List<IntakeResult> read(String messageBody, String messageId) {
    return readPlain(unwrapped(json, messageBody), messageId);
  }

  /** Returns the notification, without the envelope of SNS. */
  static JsonFields unwrapped(StrictJson json, String messageBody) {
    JsonFields message = json.object(messageBody, "message");
    SnsConfirmation.reject(message);
    return isFromSns(message) ? json.object(message.text("Message"), "message.Message") : message;
  }

  private List<IntakeResult> readPlain(JsonFields message, String messageId) {
    if (message.has("Records")) {
      return s3Notification.read(message, messageId);
    }
    if (message.has("detail-type")) {
      return List.of(eventBridgeEvent.read(message, messageId));
    }
    if (message.textIfPresent("Event").filter("s3:TestEvent"::equals).isPresent()) {
      return List.of(new Skipped(SkipReason.TEST_EVENT, "s3:TestEvent"));
    }
    if (message.has("detail") && message.has("source")) {
      throw MalformedNotification.because(
          message.path()
              + ".detail-type is missing; the rule must send the whole event of EventBridge");
    }
    throw MalformedNotification.because(message.path() + " is not an S3 notification");
  }

  private static boolean isFromSns(JsonFields message) {
    return message.textIfPresent("Type").filter("Notification"::equals).isPresent();
  }
}
