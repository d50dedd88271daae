package dev.waybill.audit.logfile;

import dev.waybill.baseline.schema.SqlParsing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Type of a column of the table of logs, as far as CloudTrail's records need them. */
sealed interface LogColumnType {
  /** Scalar, which is read as text. */
  record Text() implements LogColumnType {}

  /**
   * Object with known fields.
   *
   * @param fields types by lower-case name
   */
  record Struct(Map<String, LogColumnType> fields) implements LogColumnType {}

  /** Array of one type. */
  record ListOf(LogColumnType element) implements LogColumnType {}

  /** Object with any fields of one type. */
  record MapOf(LogColumnType value) implements LogColumnType {}

  /** Returns the types of columns by lower-case name, in order. */
  static Map<String, LogColumnType> columns(Map<String, String> hiveTypes) {
    Map<String, LogColumnType> types = new LinkedHashMap<>();
    hiveTypes.forEach((name, type) -> types.put(name.toLowerCase(Locale.ROOT), of(type)));
    return types;
  }

  /** Parses a Hive type, such as {@code array<struct<arn:string>>}. */
  static LogColumnType of(String hive) {
    String type = hive.strip();
    if (type.startsWith("struct<")) {
      Map<String, LogColumnType> fields = new LinkedHashMap<>();
      for (String field : SqlParsing.split(inner(type))) {
        int colon = field.indexOf(':');
        fields.put(
            field.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            of(field.substring(colon + 1)));
      }
      return new Struct(fields);
    }
    if (type.startsWith("array<")) {
      return new ListOf(of(inner(type)));
    }
    if (type.startsWith("map<")) {
      return new MapOf(of(SqlParsing.split(inner(type)).get(1)));
    }
    return new Text();
  }

  private static String inner(String type) {
    return type.substring(type.indexOf('<') + 1, type.length() - 1);
  }
}
