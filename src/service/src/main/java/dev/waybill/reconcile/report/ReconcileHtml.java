package dev.waybill.reconcile.report;

import dev.waybill.fixity.report.HtmlText;
import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.Reconciliation;
import java.util.List;

/**
 * Page for auditors: one file without scripts and without references. It uses the reader's own
 * colours.
 */
final class ReconcileHtml {
  /** Limit for the examples of one verdict; the JSON form has more. */
  private static final int MAX_EXAMPLES = 20;

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:10pt/1.4 system-ui,sans-serif;max-width:220mm;margin:8mm auto;padding:0 2mm}
      h1{font-size:14pt;margin:0}h2{font-size:11pt;margin:4mm 0 1mm}
      .conclusion{font-size:12pt;font-weight:600}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.3mm 2mm;border-bottom:.2mm solid #8888;vertical-align:top}
      td{font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
      """;

  private final StringBuilder page = new StringBuilder();

  private ReconcileHtml() {}

  static String write(ReconcileReport report) {
    return new ReconcileHtml().all(report);
  }

  private String all(ReconcileReport report) {
    Reconciliation result = report.result();
    String title = "Reconciliation of " + report.bucket();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'\">\n");
    element("title", title);
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    element("h1", title);
    element("p", "As of " + ReportNumber.time(result.asOf()));
    page.append("<p class=\"conclusion\">");
    page.append(HtmlText.of(ReconcileSentences.conclusion(result))).append("</p>\n");
    result.problems().forEach(it -> element("p", it));
    if (report.isJudged()) {
      element("p", ReconcileSentences.equation(result));
      element("p", ReconcileSentences.sums(result));
      verdicts(result);
      examples(ReconcileSentences.examples(result, MAX_EXAMPLES));
    }
    sources(result);
    return page.append("</body>\n</html>\n").toString();
  }

  private void verdicts(Reconciliation result) {
    begin("Verdicts", List.of("verdict", "versions", "weight", "meaning"));
    result
        .counts()
        .forEach(
            (verdict, count) ->
                row(
                    "td",
                    List.of(
                        verdict.label(),
                        ReportNumber.count(count),
                        verdict.isCritical() ? "critical" : verdict.isFinding() ? "finding" : "",
                        verdict.sentence())));
    row(
        "td",
        List.of(
            "in flight", ReportNumber.count(result.inFlight()), "", "Too young for a verdict."));
    page.append("</table>\n");
  }

  private void examples(List<ReconcileExample> examples) {
    if (examples.isEmpty()) {
      return;
    }
    begin("Versions to look at", List.of("verdict", "version", "by", "detail"));
    examples.forEach(
        it ->
            row(
                "td",
                List.of(
                    it.verdict().label(),
                    ReconcileSentences.version(it),
                    ReconcileSentences.actor(it),
                    it.detail())));
    page.append("</table>\n");
  }

  private void sources(Reconciliation result) {
    begin("Sources", List.of("source", "state"));
    result.sources().forEach(it -> row("td", List.of(it.name(), ReconcileSentences.source(it))));
    page.append("</table>\n");
  }

  private void begin(String title, List<String> head) {
    element("h2", title);
    page.append("<table>\n");
    row("th", head);
  }

  private void row(String cell, List<String> values) {
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

  private void element(String name, String text) {
    page.append('<')
        .append(name)
        .append('>')
        .append(HtmlText.of(text))
        .append("</")
        .append(name)
        .append(">\n");
  }
}
