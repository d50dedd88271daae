package dev.waybill.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/**
 * Pages of HTML from the templates in {@code src/main/jte}. A template escapes each value for the
 * place where it is printed, so that untrusted input stays text. Characters that control a terminal
 * or the direction of text become U+FFFD.
 */
public final class HtmlPages {
  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(ContentType.Html);

  private HtmlPages() {}

  /**
   * Returns a page.
   *
   * @param template the name of the template, such as {@code report.jte}
   * @param model the value of its one parameter
   */
  public static String render(String template, Object model) {
    StringOutput output = new StringOutput();
    TEMPLATES.render(template, model, output);
    return visible(output.toString());
  }

  private static String visible(String page) {
    StringBuilder text = new StringBuilder(page);
    for (int at = 0; at < text.length(); at++) {
      if (isHidden(text.charAt(at))) {
        text.setCharAt(at, '\ufffd');
      }
    }
    return text.toString();
  }

  private static boolean isHidden(char c) {
    int type = Character.getType(c);
    return c != '\n' && (type == Character.CONTROL || type == Character.FORMAT);
  }
}
