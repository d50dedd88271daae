package dev.waybill.reconcile.report;

import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.record.offline.EscapedText;

/** Text form of the report, safe to print on a terminal. */
final class ReconcileText {
  /** Limit for the examples of one verdict; the JSON form has more. */
  private static final int MAX_EXAMPLES = 5;

  private static final int LABEL_WIDTH = 22;
  private static final int NUMBER_WIDTH = 13;

  private final StringBuilder text = new StringBuilder();

  private ReconcileText() {}

  static String write(ReconcileReport report) {
    return new ReconcileText().all(report);
  }

  private String all(ReconcileReport report) {
    Reconciliation result = report.result();
    line("Reconciliation of " + report.bucket() + " as of " + ReportNumber.time(result.asOf()));
    line(ReconcileSentences.conclusion(report));
    result.problems().forEach(it -> line("  " + it));
    if (report.isJudged()) {
      line("");
      line(ReconcileSentences.equation(result));
      line(ReconcileSentences.sums(result));
      verdicts(result);
      examples(result);
    }
    line("");
    line("Sources");
    result.sources().forEach(it -> line("  " + it.name() + ": " + ReconcileSentences.source(it)));
    return text.toString();
  }

  private void verdicts(Reconciliation result) {
    line("");
    result
        .counts()
        .forEach(
            (verdict, count) ->
                line(
                    padded(verdict.label(), LABEL_WIDTH)
                        + leading(ReportNumber.count(count), NUMBER_WIDTH)
                        + (verdict.isCritical() && count > 0 ? "  CRITICAL: " : "  ")
                        + verdict.sentence()));
    line(
        padded("in flight", LABEL_WIDTH)
            + leading(ReportNumber.count(result.inFlight()), NUMBER_WIDTH)
            + "  Too young for a verdict.");
  }

  private void examples(Reconciliation result) {
    ReconcileSentences.examples(result, MAX_EXAMPLES)
        .forEach(
            it -> {
              line("");
              line(padded(it.verdict().label(), LABEL_WIDTH) + ReconcileSentences.version(it));
              line(" ".repeat(LABEL_WIDTH) + ReconcileSentences.actor(it));
              line(" ".repeat(LABEL_WIDTH) + it.detail());
            });
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String leading(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private void line(String line) {
    text.append(EscapedText.of(line)).append('\n');
  }
}
