package dev.waybill.aws.direct;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Parser of HTTP dates (RFC 9110) in the RFC 1123 format. */
public final class HttpDate {
  private HttpDate() {}

  /**
   * Parses a date such as {@code Fri, 27 Nov 2026 08:00:00 GMT}.
   *
   * @throws DateTimeParseException when the text is not an HTTP date
   */
  public static Instant parse(String text) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
  }
}
