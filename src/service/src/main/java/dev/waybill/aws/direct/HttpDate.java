package dev.waybill.aws.direct;

import dev.waybill.record.object.UtcTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of HTTP (RFC 9110): the one form that is written today by its places, and any
 * other of RFC 1123 by the JDK.
 */
public final class HttpDate {
  private static final int LENGTH = "Fri, 27 Nov 2026 08:00:00 GMT".length();
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final long DAY = 86_400;
  private static final int DAY_AT = "Fri, ".length();
  private static final int MONTH_AT = DAY_AT + 3;
  private static final int YEAR_AT = MONTH_AT + 4;
  private static final int TIME_AT = YEAR_AT + 5;

  private HttpDate() {}

  /**
   * Reads a date such as {@code Fri, 27 Nov 2026 08:00:00 GMT}.
   *
   * @throws DateTimeParseException when it is none
   */
  public static Instant parse(String text) {
    Instant usual = usual(text);
    return usual == null ? DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from) : usual;
  }

  private static @Nullable Instant usual(String text) {
    if (text.length() != LENGTH) {
      return null;
    }
    int month = MONTHS.indexOf(text.substring(MONTH_AT, MONTH_AT + 3));
    if (month % 3 != 0
        || !UtcTime.hasShape(text, DAY_AT, "00 ")
        || !UtcTime.hasShape(text, MONTH_AT + 3, " 0000 00:00:00 GMT")) {
      return null;
    }
    int year = UtcTime.number(text, YEAR_AT, YEAR_AT + 4);
    int day = UtcTime.number(text, DAY_AT, DAY_AT + 2);
    Instant instant = UtcTime.at(year, month / 3 + 1, day, text, TIME_AT, 0);
    return instant != null && text.startsWith(dayOfWeek(instant) + ", ") ? instant : null;
  }

  private static String dayOfWeek(Instant instant) {
    // 1970 began on a Thursday.
    int day = (int) Math.floorMod(Math.floorDiv(instant.getEpochSecond(), DAY) + 3, 7L);
    return DAYS.substring(3 * day, 3 * day + 3);
  }
}
