package dev.waybill.intake;

import dev.waybill.model.RejectedException;
import dev.waybill.record.object.Sequencer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What both dialects say of an object, in one shape.
 *
 * @param versionId null when none is named
 * @param eTag without quotes, or null
 * @param size in bytes, or null
 * @param sequencer null when there is none that can be compared
 * @param eventTime when S3 says it happened
 * @param notificationId what identifies the notification
 */
record NotificationFields(
    @Nullable String versionId,
    @Nullable String eTag,
    @Nullable Long size,
    @Nullable Sequencer sequencer,
    Instant eventTime,
    String notificationId) {
  /** The names one dialect uses for the same things. */
  record Names(String versionId, String eTag) {}

  static NotificationFields of(
      Fields object, Names names, Instant eventTime, String notificationId) {
    return new NotificationFields(
        object.optionalText(names.versionId()).orElse(null),
        object.optionalText(names.eTag()).flatMap(NotificationFields::unquoted).orElse(null),
        object.optionalCount("size").orElse(null),
        object.textIfAny("sequencer").flatMap(NotificationFields::sequencer).orElse(null),
        eventTime,
        notificationId);
  }

  /**
   * The RFC 3339 time in a field.
   *
   * @throws RejectedException when there is none
   */
  static Instant time(Fields fields, String name) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(fields.text(name), Instant::from);
    } catch (DateTimeException e) {
      throw Malformed.because(fields.path() + "." + name + " is not an RFC 3339 time");
    }
  }

  private static Optional<String> unquoted(String eTag) {
    boolean quoted = eTag.length() > 1 && eTag.startsWith("\"") && eTag.endsWith("\"");
    return Optional.of(quoted ? eTag.substring(1, eTag.length() - 1) : eTag)
        .filter(text -> !text.isEmpty());
  }

  /** A sequencer that cannot be compared is none: it only orders, it does not identify. */
  private static Optional<Sequencer> sequencer(String text) {
    try {
      return Optional.of(new Sequencer(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
