package dev.waybill.fixity.report;

import java.util.List;

/**
 * Page for auditors: one file without scripts and without references, which prints on one page of
 * A4. It uses the reader's own colours.
 */
final class ReportHtml {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      @page{size:A4;margin:9mm}
      body{font:8.5pt/1.3 system-ui,sans-serif;max-width:192mm;margin:6mm auto;padding:0 2mm}
      @media print{body{font-size:7.5pt;line-height:1.2;margin:0;padding:0}}
      h1{font-size:13pt;margin:0}h2{font-size:9.5pt;margin:2.2mm 0 .6mm}
      p,ul{margin:.6mm 0}ul{padding-left:4mm}.verdict{font-size:11pt;font-weight:600}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.2mm 1.5mm;border-bottom:.2mm solid #8888;vertical-align:top}
      th{font-weight:600}
      td{font-variant-numeric:tabular-nums}
      td:first-child,td:last-child{overflow-wrap:anywhere}
      pre{margin:.6mm 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9em}
      """;

  private ReportHtml() {}

  static String write(FixityOverview overview) {
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'\">\n");
    page.append("<title>Fixity of ").append(HtmlText.of(overview.origin())).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    page.append("<h1>Fixity of ").append(HtmlText.of(overview.origin())).append("</h1>\n<p>");
    page.append(ReportNumber.time(overview.at())).append("</p>\n<p class=\"verdict\">");
    page.append(HtmlText.of(overview.verdict())).append("</p>\n<ul>\n");
    ReportSentences.facts(overview)
        .forEach(it -> page.append("<li>").append(HtmlText.of(it)).append("</li>\n"));
    page.append("</ul>\n");
    ReportTable.of(overview).forEach(it -> append(page, it));
    page.append("<h2>To check a statement</h2>\n<pre>");
    page.append(HtmlText.of(String.join("\n", ReportSentences.check(overview)))).append("</pre>\n");
    return page.append("</body>\n</html>\n").toString();
  }

  private static void append(StringBuilder page, ReportTable table) {
    page.append("<h2>").append(HtmlText.of(table.title())).append("</h2>\n");
    if (!table.rows().isEmpty()) {
      page.append("<table>\n");
      appendRow(page, "th", table.head());
      table.rows().forEach(it -> appendRow(page, "td", it));
      page.append("</table>\n");
    }
    if (!table.note().isEmpty()) {
      page.append("<p>").append(HtmlText.of(table.note())).append("</p>\n");
    }
  }

  private static void appendRow(StringBuilder page, String cell, List<String> values) {
    page.append("<tr>");
    values.forEach(
        it ->
            page.append('<')
                .append(cell)
                .append('>')
                .append(HtmlText.of(it))
                .append("</")
                .append(cell)
                .append('>'));
    page.append("</tr>\n");
  }
}
