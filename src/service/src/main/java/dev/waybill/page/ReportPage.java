package dev.waybill.page;

import java.util.List;

/**
 * Report as one file for auditors: without scripts and references, in the reader's own colours, and
 * small enough to print. All texts may hold untrusted input.
 *
 * @param title the title
 * @param time when the report was true
 * @param conclusion one sentence that answers the reader's question
 * @param sentences sentences that explain the conclusion
 * @param facts sentences of a list
 * @param tables the tables
 * @param steps title and lines of commands for the reader; empty for none
 */
public record ReportPage(
    String title,
    String time,
    String conclusion,
    List<String> sentences,
    List<String> facts,
    List<PageTable> tables,
    List<String> steps) {
  /** Returns the page. */
  public String html() {
    return HtmlPages.render("report.jte", this);
  }
}
