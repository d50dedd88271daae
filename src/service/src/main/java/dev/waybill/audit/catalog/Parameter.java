package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.ParameterValue.Text;
import dev.waybill.audit.catalog.ParameterValue.Texts;
import dev.waybill.audit.catalog.ParameterValue.Whole;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameter of an audit, which an operator may set.
 *
 * @param name name of the placeholder, {@code {{name}}}
 * @param preset default value, which also determines the type
 */
public record Parameter(String name, ParameterValue preset) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern DECLARED =
      Pattern.compile("(\\S+)\\s+(integer|varchar|list)\\s*=\\s*(.*)");

  /**
   * @throws IllegalArgumentException when the name is invalid, or a placeholder of the deployment
   */
  public Parameter {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is not a parameter name of a-z, 0-9 and _");
    }
    if (Placeholders.ALL.contains(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is filled in from the deployment; give the parameter another name");
    }
  }

  /**
   * Parses {@code name type = default}.
   *
   * @throws IllegalArgumentException when the text has another form
   */
  static Parameter declared(String text) {
    Matcher matcher = DECLARED.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text.strip() + "\" is not \"name type = default\" with integer, varchar or list");
    }
    String name = matcher.group(1);
    return new Parameter(name, value(name, matcher.group(2), matcher.group(3)));
  }

  /**
   * Parses a value of this parameter's type as an operator writes it. Commas separate the elements
   * of a list; whitespace around an element is ignored.
   *
   * @throws IllegalArgumentException when the text is not of this type
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
          name + " = \"" + text + "\" is not a whole number, such as 100", e);
    }
  }
}
