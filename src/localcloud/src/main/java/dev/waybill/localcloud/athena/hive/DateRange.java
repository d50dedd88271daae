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
 * The values of a projected column of type date. Times are UTC.
 *
 * @param key of the range, for messages
 * @param format as java.time.format.DateTimeFormatter has it
 * @param from a time in that format, or one relative to NOW
 * @param to likewise
 * @param step between two values
 * @param unit of the step
 */
record DateRange(
    String key, DateTimeFormatter format, String from, String to, long step, ChronoUnit unit) {
  private static final Pattern NOW =
      Pattern.compile("NOW\\s*(?:([+-])\\s*(\\d{1,6})\\s*([A-Z]+?)S?)?");

  static DateRange of(ProjectedColumn column) {
    String pattern = column.required("format");
    long step = ProjectedColumn.number(column.key("interval"), column.optional("interval", "1"));
    if (step < 1) {
      throw ProjectedColumn.invalid(column.key("interval"), "is less than 1");
    }
    String unit = column.optional("interval.unit", usualUnit(column, pattern));
    List<String> range = column.range();
    return new DateRange(
        column.key("range"),
        formatter(column.key("format"), pattern),
        range.get(0),
        range.get(1),
        step,
        unit(column.key("interval.unit"), unit));
  }

  /** Of formats that are as fine as a day or a month; others must say. */
  private static String usualUnit(ProjectedColumn column, String pattern) {
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
      throw ProjectedColumn.invalid(key, "is none of YEARS, MONTHS, WEEKS, DAYS, HOURS, …");
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
      throw ProjectedColumn.invalid(key, "is no date format");
    }
  }

  /** From the first to the last, no more than a number of them. */
  List<String> values(Clock clock, int most) {
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
    LocalDateTime last = coarse(time(to, now));
    Set<String> values = new LinkedHashSet<>();
    LocalDateTime time = coarse(time(from, now));
    for (; !time.isAfter(last); time = time.plus(step, unit)) {
      values.add(format.format(time));
      if (values.size() > most) {
        throw ProjectedColumn.invalid(key, "has more than " + most + " values");
      }
    }
    return new ArrayList<>(values);
  }

  /** As fine as the format: else a step from a time of day would miss the last day's beginning. */
  private LocalDateTime coarse(LocalDateTime time) {
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
