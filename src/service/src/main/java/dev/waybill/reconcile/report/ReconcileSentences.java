package dev.waybill.reconcile.report;

import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sentences of a report, which hold untrusted input. */
final class ReconcileSentences {
  private ReconcileSentences() {}

  /** Returns the conclusion. */
  static String conclusion(Reconciliation result) {
    if (!result.isComplete()) {
      return "NO VERDICT: a source is incomplete, so that nothing can be said about any version.";
    }
    if (!result.addsUp()) {
      return "THE NUMBERS DO NOT ADD UP: report this as a defect of the program.";
    }
    long critical = count(result, ReconcileVerdict.Weight.CRITICAL);
    long findings = count(result, ReconcileVerdict.Weight.FINDING);
    if (critical > 0) {
      return "CRITICAL: " + versions(critical) + " without an explanation.";
    }
    return findings > 0
        ? "Everything is explained; " + versions(findings) + " to look at."
        : "Everything is accounted for.";
  }

  private static long count(Reconciliation result, ReconcileVerdict.Weight weight) {
    return result.counts().entrySet().stream()
        .filter(it -> it.getKey().weight() == weight)
        .mapToLong(it -> it.getValue())
        .sum();
  }

  private static String versions(long count) {
    return ReportNumber.count(count) + (count == 1 ? " version" : " versions");
  }

  /** Returns the equation: what the sources know is the sum of the verdicts. */
  static String equation(Reconciliation result) {
    Stream<String> terms =
        result.counts().entrySet().stream()
            .filter(it -> it.getValue() > 0)
            .map(it -> ReportNumber.count(it.getValue()) + " " + it.getKey().label());
    Stream<String> young =
        Stream.of(result.inFlight())
            .filter(it -> it > 0)
            .map(it -> ReportNumber.count(it) + " in flight");
    String sum = Stream.concat(terms, young).collect(Collectors.joining(" + "));
    return ReportNumber.count(result.sums().union())
        + " known "
        + (result.addsUp() ? "=" : "is not")
        + " "
        + (sum.isEmpty() ? "0" : sum);
  }

  /** Returns how many versions each source knows. */
  static String sums(Reconciliation result) {
    return ReportNumber.count(result.sums().there())
        + " there, "
        + ReportNumber.count(result.sums().sealed())
        + " sealed, "
        + ReportNumber.count(result.sums().events())
        + " in events; "
        + ReportNumber.count(result.sums().repeated())
        + " repeated rows left out";
  }

  /** Returns the state of a source. */
  static String source(SourceReading source) {
    String since =
        source.since().equals(Instant.EPOCH)
            ? ""
            : "from " + ReportNumber.time(source.since()) + " ";
    String incomplete = source.incomplete();
    return since
        + "as of "
        + ReportNumber.time(source.asOf())
        + (incomplete == null ? ", complete" : ", INCOMPLETE: " + incomplete);
  }

  /** Returns the examples that a page shows, the worst first. */
  static List<ReconcileExample> examples(Reconciliation result, int eachVerdict) {
    return Stream.of(ReconcileVerdict.Weight.CRITICAL, ReconcileVerdict.Weight.FINDING)
        .flatMap(
            weight ->
                result.examples().entrySet().stream()
                    .filter(it -> it.getKey().weight() == weight)
                    .flatMap(it -> it.getValue().stream().limit(eachVerdict)))
        .toList();
  }

  /** Returns the version of an example. */
  static String version(ReconcileExample example) {
    return example.key() + (example.versionId() == null ? "" : "?versionId=" + example.versionId());
  }

  /** Returns the caller of an example, and when it called. */
  static String actor(ReconcileExample example) {
    String by = example.by();
    return (by == null ? "at " : by + " by " + example.event() + " at ")
        + ReportNumber.time(example.when());
  }

  /** Returns the conclusion, and what is not reconciled. */
  static String conclusion(ReconcileReport report) {
    String conclusion = conclusion(report.result());
    return report.left().isEmpty() ? conclusion : conclusion + " " + left(report);
  }

  private static String left(ReconcileReport report) {
    return "Only objects in "
        + report.bucket()
        + " are reconciled; these scopes have objects in other buckets: "
        + String.join(", ", report.left())
        + ".";
  }
}
