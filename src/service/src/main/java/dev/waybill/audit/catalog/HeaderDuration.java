package dev.waybill.audit.catalog;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Format of durations in headers: {@code 15m}, {@code 1h}, {@code 1d}. */
final class HeaderDuration {
  private static final Pattern FORMAT = Pattern.compile("([1-9]\\d{0,5})([mhd])");
  private static final Duration MAX_DURATION = Duration.ofDays(31);

  private HeaderDuration() {}

  /**
   * Parses a duration.
   *
   * @throws IllegalArgumentException when the text is not a duration from a minute to 31 days
   */
  static Duration parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          };
      if (duration.compareTo(MAX_DURATION) <= 0) {
        return duration;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a duration from 1m to 31d, such as 15m, 1h or 1d");
  }
}
