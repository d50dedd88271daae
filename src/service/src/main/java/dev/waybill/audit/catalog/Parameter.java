package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.ParameterValue.Text;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import dev.waybill.audit.catalog.ParameterValue.Whole;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something of an audit that an operator may set.
 *
 * @param name by which the SQL names it, {@code {{name}}}
 * @param preset what holds when nothing is set, and of which type values are
 */
public record Parameter(String name, ParameterValue preset) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern DECLARED =
      Pattern.compile("(\\S+)\\s+(integer|varchar|list)\\s*=\\s*(.*)");

  /**
   * @throws IllegalArgumentException when the name is none, or one of the deployment's
   */
  public Parameter {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no parameter's name, which has a-z, 0-9 and _");
    }
    if (Placeholders.ALL.contains(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is filled in from the deployment; give the parameter another name");
    }
  }

  /**
   * Reads {@code name type = default}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Parameter declared(String text) {
    Matcher matcher = DECLARED.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text.strip() + "\" is no \"name type = default\" with integer, varchar or list");
    }
    String name = matcher.group(1);
    return new Parameter(name, value(name, matcher.group(2), matcher.group(3)));
  }

  /**
   * A value of this parameter's type, as an operator writes it; the parts of a list are between
   * commas, without blanks at their ends.
   *
   * @throws IllegalArgumentException when it is of another type
   */
  public ParameterValue value(String text) {
    return value(name, preset.type(), text);
  }

  private static ParameterValue value(String name, String type, String text) {
    return switch (type) {
      case "integer" -> new Whole(whole(name, text.strip()));
      case "varchar" -> new Text(text.strip());
      default ->
          new Texts(
              Arrays.stream(text.split(",", -1))
                  .map(String::strip)
                  .filter(it -> !it.isEmpty())
                  .toList());
    };
  }

  private static long whole(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " = \"" + text + "\" is no whole number, such as 100", e);
    }
  }
}
