package dev.waybill.trail.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Span of time that is verified.
 *
 * @param reportFrom time after which faults are reported; digests from then on are read
 * @param from time after which digests are new, so that their log files are read
 * @param until time up to which digests are read
 * @param now time of the run
 */
record TrailWindow(Instant reportFrom, Instant from, Instant until, Instant now) {
  /** Age below which a log file may not be in a digest yet. */
  static final Duration IN_FLIGHT = Duration.ofHours(2);

  /** Time by which files may be delivered before or after the digest that names them. */
  private static final Duration SLACK = Duration.ofHours(4);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  /** Returns the days whose files are listed, {@code yyyy/MM/dd}. */
  List<String> days() {
    LocalDate first = day(reportFrom.minus(SLACK));
    return first.datesUntil(day(until).plusDays(1)).map(DAY::format).toList();
  }

  boolean isLast() {
    return !until.isBefore(now);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
