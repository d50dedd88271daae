package dev.waybill.fixity.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times for readers. No share is rounded up to something that is not true. */
public final class ReportNumber {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int STEP = 1024;
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private ReportNumber() {}

  /** Returns a number with separators. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a share in percent with two decimals, rounded down; a dash for a share of nothing. */
  public static String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    long hundredths = (long) Math.floor(part * 10_000.0 / whole);
    if (part < whole) {
      hundredths = Math.min(hundredths, 9_999);
    }
    return String.format(Locale.ROOT, "%d.%02d %%", hundredths / 100, hundredths % 100);
  }

  /** Returns a number of bytes in the largest unit. */
  public static String bytes(long number) {
    int unit = 0;
    double value = number;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    return unit == 0 ? number + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** Returns a time in seconds of UTC; null is never. */
  public static String time(@Nullable Instant time) {
    return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Returns a duration as it was promised, such as 30 d. */
  public static String duration(Duration duration) {
    return duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()))
        ? duration.toDays() + " d"
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** Returns about how long something takes, such as 2.5 h. */
  public static String span(double seconds) {
    if (seconds >= 2 * DAY) {
      return String.format(Locale.ROOT, "%.1f d", seconds / DAY);
    }
    if (seconds >= 2 * HOUR) {
      return String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }
    return seconds >= 2 * MINUTE
        ? String.format(Locale.ROOT, "%.1f min", seconds / MINUTE)
        : String.format(Locale.ROOT, "%.0f s", seconds);
  }
}
