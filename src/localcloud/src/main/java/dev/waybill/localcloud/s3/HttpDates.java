package dev.waybill.localcloud.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Date formats of HTTP headers (RFC 9110, section 5.6.7) and of S3's XML. */
final class HttpDates {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter XML =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  static String header(Instant time) {
    return HTTP.format(time);
  }

  static String xml(Instant time) {
    return XML.format(time);
  }

  /** Parses a header date; null when the text is not a date, as such a condition is ignored. */
  static @Nullable Instant parse(String text) {
    try {
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip()));
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
