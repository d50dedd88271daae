package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reader of S3's events in the envelope of EventBridge.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event message structure</a>
 */
final class EventBridgeEvent {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  /** End of the types of events that EventBridge has from CloudTrail and not from S3. */
  private static final String CLOUDTRAIL = " via CloudTrail";

  private static final NotificationFields.Names NAMES =
      new NotificationFields.Names("version-id", "etag");

  private final CustodyDecision decision;

  EventBridgeEvent(CustodyDecision decision) {
    this.decision = decision;
  }

  IntakeResult read(JsonFields event, String messageId) {
    if (!event.text("source").equals("aws.s3")) {
      throw MalformedNotification.because(event.path() + ".source is not aws.s3");
    }
    String type = event.text("detail-type");
    if (type.endsWith(CLOUDTRAIL)) {
      return new Skipped(
          SkipReason.CLOUDTRAIL_EVENT,
          "a call that CloudTrail logged; let the rule match detail-type Object Created of aws.s3");
    }
    if (!type.equals("Object Created")) {
      return new Skipped(SkipReason.OTHER_EVENT, "an event that creates no object");
    }
    JsonFields detail = event.object("detail");
    String bucket = detail.object("bucket").text("name");
    if (!decision.covers(bucket)) {
      return CustodyDecision.foreignBucket();
    }
    return readObject(event, bucket, detail.object("object"), messageId);
  }

  private IntakeResult readObject(
      JsonFields event, String bucket, JsonFields object, String messageId) {
    String id = event.textIfPresent("id").filter(ID.asMatchPredicate()).orElse(messageId);
    NotificationFields fields =
        NotificationFields.of(object, NAMES, NotificationFields.time(event, "time"), id);
    String text = object.text("key");
    Optional<String> decoded = ObjectKeys.otherReading(text);
    // An encoded text can be longer than any key; then only the decoded reading is possible.
    return decoded.isPresent() && ObjectKeys.isTooLong(text)
        ? decision.classify(bucket, decoded.get(), null, fields)
        : decision.classify(bucket, ObjectKeys.legal(text), decoded.orElse(null), fields);
  }
}
