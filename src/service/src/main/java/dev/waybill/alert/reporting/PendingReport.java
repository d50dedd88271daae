package dev.waybill.alert.reporting;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Report that waits to be registered; later findings of the same incident are merged into it. */
final class PendingReport {
  final CountDownLatch registered = new CountDownLatch(1);
  private volatile Report report;
  private boolean attempted;
  private boolean fallenBack;

  PendingReport(Report report) {
    this.report = report;
  }

  boolean isRegistered() {
    return registered.getCount() == 0;
  }

  /** Returns whether a report concerns the same incident as this one. */
  boolean concerns(Report other) {
    return report.uid().equals(other.uid()) && report.rule().equals(other.rule());
  }

  /** Returns the identity of the incident. */
  String incident() {
    return report.rule() + "/" + report.uid();
  }

  /** Starts an attempt, during which no finding is merged into this report. */
  Report startAttempt() {
    attempted = true;
    return report;
  }

  void endAttempt() {
    attempted = false;
  }

  /** Adds the occurrences of a later finding; returns false when that is not possible now. */
  boolean merge(Finding later) {
    if (attempted || !(report instanceof Finding earlier)) {
      return false;
    }
    report =
        later.with(
            earlier.occurrences().and(later.occurrences()),
            later.severity(),
            earlier.affected().and(later.affected()));
    return true;
  }

  /** Gives a finding to the fallback, once; returns after the fallback has it. */
  synchronized void fallBack(Consumer<Finding> fallback) {
    if (!fallenBack && report instanceof Finding finding) {
      fallenBack = true;
      fallback.accept(finding);
    }
  }
}
