package dev.waybill.alert.payload;

import java.util.Locale;
import java.util.function.IntFunction;

/** Shortening and escaping of untrusted input for receivers with limits or special characters. */
public final class SafeText {
  private static final String ELLIPSIS = "…";

  private SafeText() {}

  /** Returns the text, cut to a limit between characters and ended by … where it was cut. */
  static String clip(String text, int limit) {
    return escape(text, limit, Character::toString);
  }

  /**
   * Returns the text on one line. Characters that move a cursor, start a line or change the reading
   * direction are shown as JSON escapes.
   *
   * @param limit largest length of the result in UTF-16 units
   */
  public static String oneLine(String text, int limit) {
    return escape(text, limit, SafeText::visible);
  }

  /**
   * Returns the text with each character escaped, cut between characters.
   *
   * @param limit largest length of the result in UTF-16 units
   * @param escape escaped form of a code point
   */
  static String escape(String text, int limit, IntFunction<String> escape) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
    int fits = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      out.append(escape.apply(text.codePointAt(at)));
      if (out.length() > limit) {
        return out.substring(0, fits) + ELLIPSIS;
      }
      fits = out.length() <= limit - ELLIPSIS.length() ? out.length() : fits;
    }
    return out.toString();
  }

  private static String visible(int point) {
    if (!isControl(point)) {
      return Character.toString(point);
    }
    StringBuilder out = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
    return out.toString();
  }

  private static boolean isControl(int point) {
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
