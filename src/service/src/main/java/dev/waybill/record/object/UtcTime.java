package dev.waybill.record.object;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in UTC as RFC 3339 writes them: the usual form by its places, which takes a tenth of
 * the JDK's general way, and any other by that.
 */
public final class UtcTime {
  private static final int SHORTEST = "2026-11-27T08:00:00Z".length();
  private static final int LONGEST = "2026-11-27T08:00:00.123456789Z".length();
  private static final String SHAPE = "0000-00-00T00:00:00";
  private static final int TIME_AT = "2026-11-27T".length();
  private static final int FRACTION = SHAPE.length();
  private static final int NANO_DIGITS = 9;

  private UtcTime() {}

  /**
   * As {@link Instant#parse} does.
   *
   * @throws DateTimeParseException when it is no time
   */
  public static Instant parse(String text) {
    Instant usual = usual(text);
    return usual == null ? Instant.parse(text) : usual;
  }

  private static @Nullable Instant usual(String text) {
    int length = text.length();
    if (length < SHORTEST
        || length > LONGEST
        || text.charAt(length - 1) != 'Z'
        || !hasShape(text, 0, SHAPE)) {
      return null;
    }
    int nanos = length == SHORTEST ? 0 : nanos(text, length - 1);
    return nanos < 0
        ? null
        : at(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), text, TIME_AT, nanos);
  }

  private static int nanos(String text, int end) {
    if (text.charAt(FRACTION) != '.' || end == FRACTION + 1) {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      int at = FRACTION + 1 + i;
      int digit = at < end ? text.charAt(at) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      nanos = nanos * 10 + digit;
    }
    return nanos;
  }

  /** Whether digits stand where the shape has a 0, and what else it has. */
  public static boolean hasShape(String text, int from, String shape) {
    for (int i = 0; i < shape.length(); i++) {
      char c = text.charAt(from + i);
      boolean fits = shape.charAt(i) == '0' ? c >= '0' && c <= '9' : c == shape.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Of digits. */
  public static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  /**
   * A day and the time of it, which is written as {@code 08:00:00}.
   *
   * @return null when there is none, or it is a leap second and the like
   */
  public static @Nullable Instant at(
      int year, int month, int day, String text, int timeAt, int nanos) {
    int hour = number(text, timeAt, timeAt + 2);
    int minute = number(text, timeAt + 3, timeAt + 5);
    int second = number(text, timeAt + 6, timeAt + 8);
    try {
      return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException none) {
      return null;
    }
  }
}
