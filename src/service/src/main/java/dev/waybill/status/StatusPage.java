package dev.waybill.status;

import dev.waybill.page.HtmlPages;
import org.jspecify.annotations.Nullable;

/**
 * Status page.
 *
 * @param report what it shows
 * @param asks true when questions about objects are answered
 * @param answer answer to a question about an object; null when there was none
 */
public record StatusPage(StatusReport report, boolean asks, @Nullable ObjectAnswer answer) {
  /** Returns the page. */
  public String html() {
    return HtmlPages.render("status.jte", this);
  }
}
