package dev.waybill.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Time window of the events that one run of an audit judges.
 *
 * @param from start, inclusive
 * @param until end, exclusive
 * @param filedUntil delivery time of the last log file that is read; CloudTrail partitions log
 *     files by the day of delivery, which can be later than the day of the event
 */
public record Window(Instant from, Instant until, Instant filedUntil) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException when the window is empty
   */
  public Window {
    if (!from.isBefore(until) || filedUntil.isBefore(until)) {
      throw new IllegalArgumentException(
          "the window from "
              + from
              + " until "
              + until
              + ", filed until "
              + filedUntil
              + " is empty");
    }
  }

  /** Returns the window of a span that ends now. */
  public static Window last(Duration span, Instant now) {
    return new Window(now.minus(span), now, now);
  }

  /** Returns the partition of files that CloudTrail delivered at a time, {@code yyyy/MM/dd}. */
  public static String day(Instant delivered) {
    return DAY.format(delivered);
  }

  /** Returns the first partition of the window, {@code yyyy/MM/dd}. */
  public String firstDay() {
    return day(from);
  }

  /** Returns the last partition of the window, {@code yyyy/MM/dd}. */
  public String lastDay() {
    return day(filedUntil);
  }
}
