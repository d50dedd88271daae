package dev.waybill.record.offline;

import java.util.Locale;

/**
 * Text that is safe to print on a terminal. Untrusted input cannot move the cursor, begin a line or
 * change the direction of the text.
 */
public final class EscapedText {
  private EscapedText() {}

  /** Returns the text with each control character written as a Java and JSON escape. */
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

  /** Matches controls (C0, DEL, C1), direction marks, other formats, line ends, lone surrogates. */
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
