package dev.waybill.audit.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Column of an audit's answer.
 *
 * @param name lower-case name, as Athena returns it
 * @param type Trino's name of the type: {@code varchar}, {@code bigint}, {@code timestamp(3)},
 *     {@code array(varchar)}
 */
public record Column(String name, String type) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_(), ]*");

  /**
   * @throws IllegalArgumentException when the name or the type is invalid
   */
  public Column {
    if (!NAME.matcher(name).matches() || !TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + " " + type + "\" is not a lower-case column name with its type");
    }
  }

  /** Returns whether the column has a type, given by any of its names. */
  public boolean hasType(String other) {
    return canonical(type).equals(canonical(other));
  }

  /** Maps Athena's and Hive's type names to Trino's, and removes the lengths of texts. */
  private static String canonical(String type) {
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
