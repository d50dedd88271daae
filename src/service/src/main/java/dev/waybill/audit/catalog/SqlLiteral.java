package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.ParameterValue.Text;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import dev.waybill.audit.catalog.ParameterValue.Whole;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Values as literals of Athena's SQL (Trino): text stays text, whatever is in it. */
public final class SqlLiteral {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private SqlLiteral() {}

  /** A quote is the only character that means something within quotes; it is doubled. */
  public static String of(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** In UTC, as the view's times are. */
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
