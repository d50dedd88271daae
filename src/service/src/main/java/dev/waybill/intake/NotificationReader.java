package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.RejectedException;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.settings.RawSettings;
import java.util.List;

/**
 * Reads what S3 says through SQS: its own event message, directly or wrapped by SNS, EventBridge's
 * event, and {@code s3:TestEvent}. Safe for use by many threads.
 */
public final class NotificationReader {
  private final StrictJson json = new StrictJson();
  private final S3Notification s3Notification;
  private final EventBridgeEvent eventBridgeEvent;

  public NotificationReader(RawSettings raw) {
    CustodyScope scope = new CustodyScope(raw);
    this.s3Notification = new S3Notification(scope);
    this.eventBridgeEvent = new EventBridgeEvent(scope);
  }

  /**
   * One notice for each record of the notification, in its order; never empty.
   *
   * @param messageBody the SQS message's body, at most 1 MiB
   * @param messageId the SQS message's id
   * @throws RejectedException as {@code MALFORMED_NOTIFICATION} when this is no notification that
   *     Waybill understands, or one of its records is not; the detail holds no foreign text
   */
  public List<IntakeResult> read(String messageBody, String messageId) {
    Fields message = json.object(messageBody, "message");
    return isFromSns(message)
        ? readPlain(json.object(message.text("Message"), "message.Message"), messageId)
        : readPlain(message, messageId);
  }

  private List<IntakeResult> readPlain(Fields message, String messageId) {
    if (message.has("Records")) {
      return s3Notification.read(message, messageId);
    }
    if (message.has("detail-type")) {
      return List.of(eventBridgeEvent.read(message, messageId));
    }
    if (message.textIfAny("Event").filter("s3:TestEvent"::equals).isPresent()) {
      return List.of(new Skipped(SkipReason.TEST_EVENT, "s3:TestEvent"));
    }
    throw Malformed.because(message.path() + " is no S3 notification");
  }

  private static boolean isFromSns(Fields message) {
    return message.textIfAny("Type").filter("Notification"::equals).isPresent();
  }
}
