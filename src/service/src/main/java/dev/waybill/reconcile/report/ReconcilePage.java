package dev.waybill.reconcile.report;

import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.page.PageTable;
import dev.waybill.page.ReportPage;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Page of a reconciliation for auditors. */
final class ReconcilePage {
  /** Limit for the examples of one verdict; the JSON form has more. */
  private static final int MAX_EXAMPLES = 20;

  private ReconcilePage() {}

  static ReportPage of(ReconcileReport report) {
    Reconciliation result = report.result();
    return new ReportPage(
        "Reconciliation of " + report.bucket(),
        "As of " + ReportNumber.time(result.asOf()),
        ReconcileSentences.conclusion(report),
        sentences(report),
        List.of(),
        tables(report),
        List.of());
  }

  private static List<String> sentences(ReconcileReport report) {
    Reconciliation result = report.result();
    Stream<String> numbers =
        report.isJudged()
            ? Stream.of(ReconcileSentences.equation(result), ReconcileSentences.sums(result))
            : Stream.empty();
    return Stream.concat(result.problems().stream(), numbers).toList();
  }

  private static List<PageTable> tables(ReconcileReport report) {
    List<PageTable> tables = new ArrayList<>();
    if (report.isJudged()) {
      tables.add(verdicts(report.result()));
      List<ReconcileExample> examples = ReconcileSentences.examples(report.result(), MAX_EXAMPLES);
      if (!examples.isEmpty()) {
        tables.add(examples(examples));
      }
    }
    tables.add(sources(report.result()));
    return tables;
  }

  private static PageTable verdicts(Reconciliation result) {
    List<List<String>> rows = new ArrayList<>();
    result.counts().forEach((verdict, count) -> rows.add(verdict(verdict, count)));
    rows.add(
        List.of(
            "in flight", ReportNumber.count(result.inFlight()), "", "Too young for a verdict."));
    return new PageTable("Verdicts", List.of("verdict", "versions", "weight", "meaning"), rows, "");
  }

  private static List<String> verdict(ReconcileVerdict verdict, long count) {
    return List.of(
        verdict.label(),
        ReportNumber.count(count),
        verdict.isCritical() ? "critical" : verdict.isFinding() ? "finding" : "",
        verdict.sentence());
  }

  private static PageTable examples(List<ReconcileExample> examples) {
    return new PageTable(
        "Versions to look at",
        List.of("verdict", "version", "by", "detail"),
        examples.stream()
            .map(
                it ->
                    List.of(
                        it.verdict().label(),
                        ReconcileSentences.version(it),
                        ReconcileSentences.actor(it),
                        it.detail()))
            .toList(),
        "");
  }

  private static PageTable sources(Reconciliation result) {
    return new PageTable(
        "Sources",
        List.of("source", "state"),
        result.sources().stream()
            .map(it -> List.of(it.name(), ReconcileSentences.source(it)))
            .toList(),
        "");
  }
}
