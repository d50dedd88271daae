package dev.waybill.status;

import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and words of the status page. */
public final class StatusText {
  private static final int MINUTE = 60;

  private StatusText() {}

  /** Returns a number with separators. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a number with a noun. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns a share in percent, rounded down, so that only all is 100 %. */
  public static String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    long tenths = (long) Math.floor(part * 1000.0 / whole);
    tenths = part < whole ? Math.min(999, tenths) : 1000;
    return tenths / 10 + "." + tenths % 10 + " %";
  }

  /** Returns a time in minutes of UTC; null is a dash. */
  public static String time(@Nullable Instant time) {
    return time == null
        ? "–"
        : time.truncatedTo(ChronoUnit.MINUTES).toString().replace("T", " ").replace(":00Z", " UTC");
  }

  /** Returns a time for machines. */
  public static String machine(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns a span of time in its two largest units, such as 3 h 20 min. */
  public static String span(Duration span) {
    if (span.isNegative()) {
      return "0 s";
    }
    long seconds = span.toSeconds();
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    long minutes = span.toMinutes();
    if (minutes < 2 * MINUTE) {
      return minutes + " min";
    }
    long hours = span.toHours();
    if (hours < 48) {
      return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return span.toDays() + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
  }

  /** Returns the word for a severity. */
  public static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** Returns an untrusted text that has a number of characters at most. */
  static String limited(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
    return text.substring(0, end) + "…";
  }
}
