package dev.waybill.audit.logfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Time of an event, read from what stands for its {@code eventTime}.
 *
 * @param text the time as the views read it
 * @param fault why the record's own text would not be read; null when it would
 */
record EventTime(Instant time, String text, @Nullable LogFault fault) {
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private static final String ISO =
      "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})";

  /** Text of seconds or milliseconds since 1970, with or without a fraction. */
  private static final String NUMBER = "\\d{9,14}(\\.\\d{1,9})?";

  /**
   * Reads a time.
   *
   * @param value value of the column, text or missing
   * @param delivered time to use when there is none
   */
  static EventTime of(JsonNode value, Instant delivered) {
    if (!value.isTextual() || value.asText().isBlank()) {
      return of(delivered, LogFault.EVENT_TIME_MISSING);
    }
    String text = value.asText();
    Instant regular = parse(text);
    if (regular != null) {
      return new EventTime(regular, text, null);
    }
    Instant other = text.matches(NUMBER) ? number(text) : parse(normal(text.strip()));
    return other == null
        ? of(delivered, LogFault.EVENT_TIME_MISSING)
        : of(other, LogFault.EVENT_TIME_UNUSUAL);
  }

  private static EventTime of(Instant time, LogFault fault) {
    return new EventTime(time, time.toString(), fault);
  }

  private static String normal(String text) {
    String time = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2})[ t]+", "$1T").replace(" UTC", "Z");
    if (time.length() == "2026-03-10".length()) {
      return time + "T00:00:00Z";
    }
    return time.matches(".*[zZ]|.*[+-]\\d{2}:\\d{2}") ? time.replace('z', 'Z') : time + "Z";
  }

  private static Instant number(String text) {
    long number = Long.parseLong(text.replaceFirst("\\..*", ""));
    return number < FIRST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
  }

  private static @Nullable Instant parse(String text) {
    try {
      return text.matches(ISO) ? OffsetDateTime.parse(text).toInstant() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
