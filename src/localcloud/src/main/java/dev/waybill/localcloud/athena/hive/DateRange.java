package dev.waybill.localcloud.athena.hive;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Range of a projected column of type date. Times are UTC.
 *
 * @param key the property key of the range, for messages
 * @param format the format of the values
 * @param from the first time in that format, or relative to NOW
 * @param to the last time in that format, or relative to NOW
 * @param step the number of units between two values
 * @param unit the unit of the step
 */
record DateRange(
    String key, DateTimeFormatter format, String from, String to, long step, ChronoUnit unit) {
  private static final Pattern NOW =
      Pattern.compile("NOW\\s*(?:([+-])\\s*(\\d{1,6})\\s*([A-Z]+?)S?)?");

  /** Parses the range from a column's table properties. */
  static DateRange of(ProjectedColumn column) {
    String pattern = column.required("format");
    long step = ProjectedColumn.number(column.key("interval"), column.optional("interval", "1"));
    if (step < 1) {
      throw ProjectedColumn.invalid(column.key("interval"), "must be at least 1");
    }
    String unit = column.optional("interval.unit", defaultUnit(column, pattern));
    List<String> range = column.range();
    return new DateRange(
        column.key("range"),
        formatter(column.key("format"), pattern),
        range.get(0),
        range.get(1),
        step,
        unit(column.key("interval.unit"), unit));
  }

  /**
   * Returns the default unit for formats with a precision of days or coarser. Finer formats require
   * the property interval.unit.
   */
  private static String defaultUnit(ProjectedColumn column, String pattern) {
    String letters = pattern.replaceAll("'[^']*'", "");
    if (letters.matches(".*[HhKkms].*")) {
      return column.required("interval.unit");
    }
    return letters.contains("d") ? "DAYS" : letters.contains("M") ? "MONTHS" : "YEARS";
  }

  private static ChronoUnit unit(String key, String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    try {
      return ChronoUnit.valueOf(upper.endsWith("S") ? upper : upper + "S");
    } catch (IllegalArgumentException e) {
      throw ProjectedColumn.invalid(key, "must be one of YEARS, MONTHS, WEEKS, DAYS, HOURS, …");
    }
  }

  private static DateTimeFormatter formatter(String key, String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .appendPattern(pattern)
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ENGLISH);
    } catch (IllegalArgumentException e) {
      throw ProjectedColumn.invalid(key, "is not a valid date format");
    }
  }

  /**
   * Returns the values from the first to the last.
   *
   * @throws dev.waybill.localcloud.athena.bridge.SqlFailure if there are more values than the
   *     maximum
   */
  List<String> values(Clock clock, int max) {
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
    LocalDateTime last = truncated(time(to, now));
    Set<String> values = new LinkedHashSet<>();
    LocalDateTime time = truncated(time(from, now));
    for (; !time.isAfter(last); time = time.plus(step, unit)) {
      values.add(format.format(time));
      if (values.size() > max) {
        throw ProjectedColumn.invalid(key, "has more than " + max + " values");
      }
    }
    return new ArrayList<>(values);
  }

  /**
   * Truncates to the precision of the format; otherwise a step could skip the start of the last
   * day.
   */
  private LocalDateTime truncated(LocalDateTime time) {
    return LocalDateTime.parse(format.format(time), format);
  }

  private LocalDateTime time(String text, LocalDateTime now) {
    Matcher relative = NOW.matcher(text.toUpperCase(Locale.ROOT));
    if (relative.matches()) {
      return relative.group(1) == null
          ? now
          : now.plus(
              Long.parseLong(relative.group(1) + relative.group(2)), unit(key, relative.group(3)));
    }
    try {
      return LocalDateTime.parse(text, format);
    } catch (DateTimeException e) {
      throw ProjectedColumn.invalid(key, "has a time that is not in the column's format");
    }
  }
}
