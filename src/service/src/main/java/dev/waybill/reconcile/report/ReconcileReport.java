package dev.waybill.reconcile.report;

import dev.waybill.reconcile.Reconciliation;
import java.util.List;

/**
 * Report of a reconciliation, for operators, programs and auditors. An incomplete reconciliation
 * has no verdicts: the report names the source instead.
 *
 * @param bucket the raw bucket
 * @param result the result
 * @param left names of the scopes whose objects in other buckets are not reconciled
 */
public record ReconcileReport(String bucket, Reconciliation result, List<String> left) {
  public ReconcileReport {
    left = List.copyOf(left);
  }

  /** Creates the report of a deployment with one bucket. */
  public ReconcileReport(String bucket, Reconciliation result) {
    this(bucket, result, List.of());
  }

  /** Returns lines for a terminal. */
  public String text() {
    return ReconcileText.write(this);
  }

  /** Returns one JSON object with everything. */
  public String json() {
    return ReconcileJson.write(this);
  }

  /** Returns one page of HTML, without scripts and references. */
  public String html() {
    return ReconcilePage.of(this).html();
  }

  /** Returns true when the result has verdicts. */
  public boolean isJudged() {
    return result.isComplete();
  }

  /** Returns true when a version is there, gone or changed without an explanation. */
  public boolean isCritical() {
    return isJudged()
        && (!result.addsUp()
            || result.counts().entrySet().stream()
                .anyMatch(it -> it.getKey().isCritical() && it.getValue() > 0));
  }
}
