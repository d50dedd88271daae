package dev.waybill.audit.catalog;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as headers have them: {@code 15m}, {@code 1h}, {@code 1d}. */
final class HeaderDuration {
  private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,5})([mhd])");
  private static final Duration MOST = Duration.ofDays(31);

  private HeaderDuration() {}

  /**
   * @throws IllegalArgumentException when it is none, or not from a minute to 31 days
   */
  static Duration parse(String text) {
    Matcher matcher = SPAN.matcher(text);
    if (matcher.matches()) {
      long count = Long.parseLong(matcher.group(1));
      Duration span =
          switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          };
      if (span.compareTo(MOST) <= 0) {
        return span;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no span from 1m to 31d, such as 15m, 1h or 1d");
  }
}
