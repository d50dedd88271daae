package dev.waybill.fixity.report;

/** Text within HTML, from untrusted input. */
public final class HtmlText {
  private HtmlText() {}

  /** Returns a text with escapes; control characters become visible. */
  public static String of(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '\n' -> out.append('\n');
        default -> out.append(isHidden(c) ? '\ufffd' : c);
      }
    }
    return out.toString();
  }

  /** Returns true for characters that control the text, such as its direction. */
  private static boolean isHidden(char c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.FORMAT;
  }
}
