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

/** Projected partition column, whose values are computed from table properties. */
record ProjectedColumn(String name, Map<String, String> properties, Clock clock) {
  /** Maximum number of values, which a column of seconds reaches in twelve days. */
  private static final int MAX_VALUES = 1_000_000;

  /** Returns the values that a filter accepts; a null filter accepts all. */
  List<String> values(@Nullable PartitionFilter filter) {
    List<String> all =
        switch (required("type").toLowerCase(Locale.ROOT)) {
          case "enum" -> list(required("values"));
          case "integer" -> integers();
          case "date" -> DateRange.of(this).values(clock, MAX_VALUES);
          case "injected" -> injected(filter);
          default -> throw invalid(key("type"), "must be one of enum, integer, date and injected");
        };
    return filter == null ? all : all.stream().filter(filter::accepts).toList();
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
        SqlFailure.Kind.USER,
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
    if (from > to || step < 1 || (to - from) / step >= MAX_VALUES || digits < 0 || digits > 19) {
      throw invalid(
          key("range"), "must be an ascending range of at most " + MAX_VALUES + " values");
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
      throw invalid(key("range"), "must be a pair separated by a comma");
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

  String optional(String property, String defaultValue) {
    return properties.getOrDefault(key(property), defaultValue).strip();
  }

  static long number(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(key, "must be integers");
    }
  }

  static SqlFailure invalid(String key, String reason) {
    return new SqlFailure(
        "INVALID_TABLE_PROPERTY",
        SqlFailure.Kind.USER,
        0,
        0,
        "table property " + key + " " + reason);
  }
}
