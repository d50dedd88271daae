package dev.waybill.localcloud.athena.hive;

import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one projected column. */
record ProjectedColumn(String name, Map<String, String> properties, Clock clock) {
  /** Which a column of seconds has in twelve days. */
  private static final int MOST = 1_000_000;

  /** Those that a filter admits; null admits all. */
  List<String> values(@Nullable PartitionFilter filter) {
    List<String> all =
        switch (required("type").toLowerCase(Locale.ROOT)) {
          case "enum" -> list(required("values"));
          case "integer" -> integers();
          case "date" -> DateRange.of(this).values(clock, MOST);
          case "injected" -> injected(filter);
          default -> throw invalid(key("type"), "is none of enum, integer, date and injected");
        };
    return filter == null ? all : all.stream().filter(filter::admits).toList();
  }

  private List<String> injected(@Nullable PartitionFilter filter) {
    if (filter == null || filter.listed().isEmpty()) {
      throw unbound();
    }
    return filter.listed().stream().sorted().toList();
  }

  private SqlFailure unbound() {
    return new SqlFailure(
        "CONSTRAINT_VIOLATION",
        SqlFailure.Blame.USER,
        0,
        0,
        "For the injected projected partition column "
            + name
            + ", the WHERE clause must contain only static equality conditions, and at least one"
            + " such condition must be present.");
  }

  private List<String> integers() {
    List<String> range = range();
    long from = number(key("range"), range.get(0));
    long to = number(key("range"), range.get(1));
    long step = number(key("interval"), optional("interval", "1"));
    int digits = (int) number(key("digits"), optional("digits", "0"));
    if (from > to || step < 1 || (to - from) / step >= MOST || digits < 0 || digits > 19) {
      throw invalid(key("range"), "is no range from less to more, of at most " + MOST + " values");
    }
    List<String> values = new ArrayList<>();
    for (long value = from; value <= to; value += step) {
      values.add(digits == 0 ? Long.toString(value) : String.format("%0" + digits + "d", value));
    }
    return values;
  }

  List<String> range() {
    List<String> range = list(required("range"));
    if (range.size() != 2) {
      throw invalid(key("range"), "is no pair with a comma between");
    }
    return range;
  }

  private static List<String> list(String values) {
    return Arrays.stream(values.split(",", -1)).map(String::strip).toList();
  }

  String key(String property) {
    return "projection." + name + "." + property;
  }

  String required(String property) {
    String value = properties.get(key(property));
    if (value == null) {
      throw invalid(key(property), "is missing");
    }
    return value.strip();
  }

  String optional(String property, String usual) {
    return properties.getOrDefault(key(property), usual).strip();
  }

  static long number(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(key, "is no whole number");
    }
  }

  static SqlFailure invalid(String key, String why) {
    return new SqlFailure(
        "INVALID_TABLE_PROPERTY", SqlFailure.Blame.USER, 0, 0, "table property " + key + " " + why);
  }
}
