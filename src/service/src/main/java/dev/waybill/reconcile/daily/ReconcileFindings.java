package dev.waybill.reconcile.daily;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings about reconciliations, one for each critical verdict. A finding ends when a later
 * complete run has no such version; the ends do not depend on what this process reported.
 *
 * @param bucket the raw bucket
 */
record ReconcileFindings(String bucket) {
  private static final String RULE = "reconcile-";
  private static final String INCOMPLETE = RULE + "incomplete";
  private static final String UNEQUAL = RULE + "unequal";
  private static final int MAX_NAMED = 10;

  /** Returns the reports of a run that ended. */
  List<Report> of(Reconciliation result, Instant now) {
    if (!result.isComplete()) {
      return List.of(failed(String.join("; ", result.problems()), now));
    }
    List<Report> reports = new ArrayList<>();
    reports.add(end(INCOMPLETE, now, "every source was complete"));
    reports.add(
        result.addsUp()
            ? end(UNEQUAL, now, "the numbers add up")
            : finding(
                UNEQUAL,
                "The numbers of the reconciliation do not add up",
                Severity.HIGH,
                result.judged() + " judged of " + result.sums().union(),
                "report it as a defect of Waybill",
                Map.of(),
                1,
                now));
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      if (verdict.isCritical()) {
        reports.add(of(verdict, result, now));
      }
    }
    return reports;
  }

  private Report of(ReconcileVerdict verdict, Reconciliation result, Instant now) {
    long count = result.count(verdict);
    if (count == 0) {
      return end(RULE + verdict.label(), now, "a later reconciliation finds no such version");
    }
    Map<String, String> details = new LinkedHashMap<>();
    details.put("asOf", result.asOf().toString());
    List<ReconcileExample> examples = result.examples().getOrDefault(verdict, List.of());
    for (int at = 0; at < Math.min(MAX_NAMED, examples.size()); at++) {
      ReconcileExample example = examples.get(at);
      details.put("version" + (at + 1), example.key() + "?versionId=" + example.versionId());
    }
    return finding(
        RULE + verdict.label(),
        "Versions without an explanation: " + verdict.label(),
        Severity.CRITICAL,
        count + (count == 1 ? " version: " : " versions: ") + verdict.sentence(),
        "run waybill reconcile, and see docs/concepts/reconciliation.md for what to do",
        details,
        count,
        now);
  }

  /** Returns the report of a run without verdicts. */
  Report failed(String problem, Instant now) {
    return finding(
        INCOMPLETE,
        "The reconciliation has no verdict",
        Severity.MEDIUM,
        problem,
        "make the source that is named readable; the next run repeats the reconciliation",
        Map.of(),
        1,
        now);
  }

  private Report finding(
      String rule,
      String title,
      Severity severity,
      String message,
      String fix,
      Map<String, String> details,
      long count,
      Instant now) {
    return new Finding(
        uid(rule),
        rule,
        title,
        severity,
        message,
        fix,
        "arn:aws:s3:::" + bucket,
        now,
        new OccurrenceStats(now, now, count, now.toString()),
        details,
        List.of());
  }

  private FindingEnd end(String rule, Instant now, String message) {
    return new FindingEnd(uid(rule), rule, now, message);
  }

  private String uid(String rule) {
    return rule + "/" + bucket;
  }
}
