package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reader of S3's own event message, structure 2.x, received directly or through SNS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
final class S3Notification {
  /** A new minor version only adds fields; a new major version may change their meaning. */
  private static final Pattern SCHEMA = Pattern.compile("2\\.\\d{1,4}");

  /** S3 sends one record a message; each record that fails costs a message and an alert. */
  static final int MAX_RECORDS = 1000;

  private static final NotificationFields.Names NAMES =
      new NotificationFields.Names("versionId", "eTag");

  private final CustodyDecision decision;

  S3Notification(CustodyDecision decision) {
    this.decision = decision;
  }

  List<IntakeResult> read(JsonFields message, String messageId) {
    List<JsonFields> records = message.objects("Records");
    if (records.isEmpty()) {
      return List.of(new Skipped(SkipReason.OTHER_EVENT, "a notification without records"));
    }
    if (records.size() > MAX_RECORDS) {
      throw MalformedNotification.because(
          message.path() + ".Records has more than " + MAX_RECORDS + " elements");
    }
    return records.stream().map(each -> readRecord(each, messageId)).toList();
  }

  private IntakeResult readRecord(JsonFields entry, String messageId) {
    requireKnownFormat(entry);
    if (!isCreation(entry.text("eventName"))) {
      return new Skipped(SkipReason.OTHER_EVENT, "an event that creates no object");
    }
    JsonFields s3 = entry.object("s3");
    String bucket = s3.object("bucket").text("name");
    if (!decision.covers(bucket)) {
      return CustodyDecision.foreignBucket();
    }
    JsonFields object = s3.object("object");
    String key = ObjectKeys.fromForm(object.text("key"));
    return decision.classify(
        bucket,
        key,
        null,
        NotificationFields.of(
            object, NAMES, NotificationFields.time(entry, "eventTime"), messageId));
  }

  private static void requireKnownFormat(JsonFields entry) {
    // Lambda's envelopes of other sources are arrays named Records, too.
    if (!entry.optionalText("eventSource").orElse("aws:s3").endsWith(":s3")) {
      throw MalformedNotification.because(entry.path() + ".eventSource is not S3");
    }
    if (!SCHEMA.matcher(entry.text("eventVersion")).matches()) {
      throw MalformedNotification.because(entry.path() + ".eventVersion is not 2.x");
    }
  }

  /** Some events, and some senders, prefix the name with {@code s3:}. */
  private static boolean isCreation(String eventName) {
    return eventName.startsWith("ObjectCreated:") || eventName.startsWith("s3:ObjectCreated:");
  }
}
