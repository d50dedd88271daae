package dev.waybill.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The span of events that one run of an audit judges.
 *
 * @param from when they begin
 * @param until when they end; an event at this time belongs to the next run
 * @param filedUntil when the last log file was filed that is read for them; CloudTrail files by the
 *     day of delivery, which can be after that of the event
 */
public record Window(Instant from, Instant until, Instant filedUntil) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException when it is empty
   */
  public Window {
    if (!from.isBefore(until) || filedUntil.isBefore(until)) {
      throw new IllegalArgumentException(
          "no window: " + from + " to " + until + ", filed until " + filedUntil);
    }
  }

  /** The last span of events up to now. */
  public static Window last(Duration span, Instant now) {
    return new Window(now.minus(span), now, now);
  }

  /** The partition with the files that CloudTrail delivered at a time, as {@code yyyy/MM/dd}. */
  public static String day(Instant delivered) {
    return DAY.format(delivered);
  }

  /** The first partition with its files, as {@code yyyy/MM/dd}. */
  public String firstDay() {
    return day(from);
  }

  /** The last partition with its files. */
  public String lastDay() {
    return day(filedUntil);
  }
}
