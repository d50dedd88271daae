package dev.waybill.cli;

import java.util.Locale;

/**
 * Text as a terminal may show it. Foreign text must neither move the cursor, nor begin a line, nor
 * be read in another order than it is written.
 */
public final class Printable {
  private Printable() {}

  /** The text, with each character that steers written as Java and JSON escape it. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(out, point));
    return out.toString();
  }

  private static void append(StringBuilder out, int point) {
    if (!steers(point)) {
      out.appendCodePoint(point);
      return;
    }
    for (char unit : Character.toChars(point)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
  }

  /** Controls (C0, DEL, C1), marks of direction and other formats, line ends, half pairs. */
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
