package dev.waybill.audit.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column of an audit's answer.
 *
 * @param name in lower case, as Athena gives it
 * @param type as Trino names it: {@code varchar}, {@code bigint}, {@code timestamp(3)}, {@code
 *     array(varchar)}
 */
public record Column(String name, String type) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_(), ]*");

  /**
   * @throws IllegalArgumentException when it is none
   */
  public Column {
    if (!NAME.matcher(name).matches() || !TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + " " + type + "\" is no column in lower case with its type");
    }
  }

  /** Whether it holds values of that type, however the type is written. */
  public boolean isA(String other) {
    return plain(type).equals(plain(other));
  }

  /** Athena's and Hive's names for Trino's types; lengths of texts do not count. */
  private static String plain(String type) {
    String lower = type.toLowerCase(Locale.ROOT).replace(" ", "");
    String texts = lower.replaceAll("(varchar|char)\\(\\d+\\)", "varchar");
    return switch (texts) {
      case "timestamp" -> "timestamp(3)";
      case "int" -> "integer";
      case "string" -> "varchar";
      default -> texts;
    };
  }
}
