package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * S3's event as EventBridge delivers it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event message structure</a>
 */
final class EventBridgeEvent {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final NotificationFields.Names NAMES =
      new NotificationFields.Names("version-id", "etag");

  private final CustodyScope scope;

  EventBridgeEvent(CustodyScope scope) {
    this.scope = scope;
  }

  IntakeResult read(Fields event, String messageId) {
    if (!event.text("source").equals("aws.s3")) {
      throw Malformed.because(event.path() + ".source is not aws.s3");
    }
    if (!event.text("detail-type").equals("Object Created")) {
      return new Skipped(SkipReason.OTHER_EVENT, "an event that creates no object");
    }
    Fields detail = event.object("detail");
    if (!scope.covers(detail.object("bucket").text("name"))) {
      return CustodyScope.foreignBucket();
    }
    return readObject(event, detail.object("object"), messageId);
  }

  private IntakeResult readObject(Fields event, Fields object, String messageId) {
    String id = event.textIfAny("id").filter(ID.asMatchPredicate()).orElse(messageId);
    NotificationFields sighting =
        NotificationFields.of(object, NAMES, NotificationFields.time(event, "time"), id);
    String text = object.text("key");
    Optional<String> decoded = ObjectKeys.otherReading(text);
    // Encoded, a key may be longer than any key: then there is no doubt which reading is meant.
    return decoded.isPresent() && ObjectKeys.isTooLong(text)
        ? scope.judge(decoded.get(), null, sighting)
        : scope.judge(ObjectKeys.legal(text), decoded.orElse(null), sighting);
  }
}
