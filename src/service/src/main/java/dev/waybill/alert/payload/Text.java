package dev.waybill.alert.payload;

import java.util.Locale;
import java.util.function.IntFunction;

/** Foreign text, as places take it that have a limit or a meaning of their own for characters. */
public final class Text {
  private static final String CUT = "…";

  private Text() {}

  /** The text, or as much of it as fits, with … where it was cut; never half a character. */
  static String clip(String text, int most) {
    return escape(text, most, Character::toString);
  }

  /**
   * On one line: what moves a cursor, begins a line or turns the order of reading is shown as JSON
   * escapes it.
   *
   * @param most UTF-16 units of the result, at the most
   */
  public static String oneLine(String text, int most) {
    return escape(text, most, Text::shown);
  }

  /** Each character as {@code how} writes it, cut between characters. */
  static String escape(String text, int most, IntFunction<String> how) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), most));
    int fits = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      out.append(how.apply(text.codePointAt(at)));
      if (out.length() > most) {
        return out.substring(0, fits) + CUT;
      }
      fits = out.length() <= most - CUT.length() ? out.length() : fits;
    }
    return out.toString();
  }

  private static String shown(int point) {
    if (!steers(point)) {
      return Character.toString(point);
    }
    StringBuilder out = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
    return out.toString();
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
