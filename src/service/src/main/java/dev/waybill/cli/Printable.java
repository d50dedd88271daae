package dev.waybill.cli;

import java.util.Locale;

/**
 * Text that is safe to print. Untrusted input must not move the cursor, begin a line, or change the
 * direction of text on a terminal.
 */
public final class Printable {
  private Printable() {}

  /** Returns the text with control characters escaped as in Java and JSON. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(out, point));
    return out.toString();
  }

  private static void append(StringBuilder out, int point) {
    if (!isControl(point)) {
      out.appendCodePoint(point);
      return;
    }
    for (char unit : Character.toChars(point)) {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    }
  }

  /** Returns true for C0, DEL, C1, format, line-end and unpaired surrogate characters. */
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
