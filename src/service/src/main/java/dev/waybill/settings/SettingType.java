package dev.waybill.settings;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Type of a setting: the values that are legal, and how their text is read.
 *
 * @param name description of the legal values, such as {@code a duration from 5s to 12h}
 * @param hint further help for an error message, such as examples; may be empty
 * @param parser reads the text; throws an {@link IllegalArgumentException} or an {@link
 *     ArithmeticException} for text that is no value of the type
 * @param legal accepts the values within the bounds
 */
record SettingType<T>(String name, String hint, Function<String, T> parser, Predicate<T> legal) {
  /** Returns a type of text that obeys a rule. */
  static SettingType<String> text(String name, String hint, Predicate<String> rule) {
    return new SettingType<>(name, hint, Function.identity(), rule);
  }

  /** Returns a type whose values are the listed words. */
  static <T> SettingType<T> oneOf(List<String> words, Function<String, T> values) {
    return new SettingType<>(
        "one of " + String.join(", ", words),
        "",
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException("not among the words");
          }
          return values.apply(text);
        },
        value -> true);
  }

  /** Returns the type of the text that {@code orNone} or this type accepts. */
  static SettingType<String> orNone(SettingType<String> type) {
    return text(
        type.name + ", or " + SettingDeclaration.NONE,
        type.hint,
        text -> text.equals(SettingDeclaration.NONE) || type.accepts(text));
  }

  /** Returns the description of legal values with the hint, for an error message. */
  String expected() {
    return name + hint;
  }

  /**
   * Returns the value of a text.
   *
   * @throws IllegalArgumentException with {@link #expected} as the message, which never repeats the
   *     text, when the text is no legal value
   */
  T parse(String text) {
    T value;
    try {
      value = parser.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(expected(), e);
    }
    if (!legal.test(value)) {
      throw new IllegalArgumentException(expected());
    }
    return value;
  }

  private boolean accepts(String text) {
    try {
      return legal.test(parser.apply(text));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }
}
