package dev.waybill.audit.logfile;

import dev.waybill.audit.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Days of delivery, by which log files are partitioned. */
final class LogDays {
  /** Time that passes from an event to the delivery of its file, with a reserve. */
  static final Duration MAX_DELAY = Duration.ofHours(3);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private LogDays() {}

  static Instant start(String day) {
    return LocalDate.parse(day, DAY).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  static Instant end(String day) {
    return start(day).plus(1, ChronoUnit.DAYS);
  }

  /** Returns the days of a span, the latest first. */
  static List<String> between(Instant from, Instant until) {
    List<String> days = new ArrayList<>();
    for (Instant day = until.truncatedTo(ChronoUnit.DAYS);
        !day.isBefore(from.truncatedTo(ChronoUnit.DAYS));
        day = day.minus(1, ChronoUnit.DAYS)) {
      days.add(Window.day(day));
    }
    return days;
  }
}
