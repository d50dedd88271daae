package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.ParameterValue.Text;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import dev.waybill.audit.catalog.ParameterValue.Whole;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Literals of Athena's SQL dialect (Trino), which keep any text from being evaluated. */
public final class SqlLiteral {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private SqlLiteral() {}

  /** Returns a text literal; quotes, the only special characters within quotes, are doubled. */
  public static String of(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Returns a timestamp literal in UTC, as the times of the view are. */
  static String of(Instant time) {
    return "TIMESTAMP '" + TIME.format(time) + "'";
  }

  static String of(ParameterValue value) {
    if (value instanceof Whole whole) {
      return whole.value() < 0 ? "(" + whole.text() + ")" : whole.text();
    }
    if (value instanceof Text text) {
      return of(text.value());
    }
    return ((Texts) value)
        .values().stream()
            .map(SqlLiteral::of)
            .collect(Collectors.joining(", ", "CAST(ARRAY[", "] AS array(varchar))"));
  }
}
