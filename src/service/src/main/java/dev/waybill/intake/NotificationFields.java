package dev.waybill.intake;

import dev.waybill.model.RejectedException;
import dev.waybill.record.object.Sequencer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a notification that both envelopes, S3's and EventBridge's, have.
 *
 * @param versionId the version id, or null when none is named
 * @param eTag the eTag without quotes, or null
 * @param size the size in bytes, or null
 * @param sequencer the sequencer, or null when there is none that can be compared
 * @param eventTime the time of the event, as S3 states it
 * @param notificationId the id of the notification
 */
record NotificationFields(
    @Nullable String versionId,
    @Nullable String eTag,
    @Nullable Long size,
    @Nullable Sequencer sequencer,
    Instant eventTime,
    String notificationId) {
  /** Names of the fields whose spelling differs between the envelopes. */
  record Names(String versionId, String eTag) {}

  static NotificationFields of(
      JsonFields object, Names names, Instant eventTime, String notificationId) {
    return new NotificationFields(
        object.optionalText(names.versionId()).orElse(null),
        object.optionalText(names.eTag()).flatMap(NotificationFields::unquoted).orElse(null),
        object.optionalCount("size").orElse(null),
        object.textIfPresent("sequencer").flatMap(NotificationFields::sequencer).orElse(null),
        eventTime,
        notificationId);
  }

  /**
   * Returns the RFC 3339 time in a field.
   *
   * @throws RejectedException when the field has none
   */
  static Instant time(JsonFields fields, String name) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(fields.text(name), Instant::from);
    } catch (DateTimeException e) {
      throw MalformedNotification.because(fields.path() + "." + name + " is not an RFC 3339 time");
    }
  }

  private static Optional<String> unquoted(String eTag) {
    boolean quoted = eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"");
    return Optional.of(quoted ? eTag.substring(1, eTag.length() - 1) : eTag)
        .filter(text -> !text.isEmpty());
  }

  /** A sequencer that cannot be compared is ignored, because it serves only to order events. */
  private static Optional<Sequencer> sequencer(String text) {
    try {
      return Optional.of(new Sequencer(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
