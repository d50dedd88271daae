package dev.waybill.fixity.plan;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Findings about the promise: it will probably be broken, or it is. */
final class PromiseFindings {
  private static final String LATE = "fixity-late";
  private static final String OVERDUE = "fixity-overdue";
  private static final double HOUR = 3600;

  private final String bucket;
  private final Consumer<Report> reports;
  private boolean isLate;
  private boolean isOverdue;
  private boolean hasRun;

  /**
   * @param bucket the provenance bucket
   * @param reports receives the reports; never throws and does not block
   */
  PromiseFindings(String bucket, Consumer<Report> reports) {
    this.bucket = bucket;
    this.reports = reports;
  }

  /**
   * Reports what has changed since the last run; the first run also ends findings of earlier ones.
   */
  void report(BurnRate rate, FixityPolicy policy, Instant now) {
    if (rate.isLate() && !isLate) {
      reports.accept(late(rate, now));
    } else if (!rate.isLate() && (isLate || !hasRun)) {
      end(LATE, now, "the work that is left fits into the time that is left");
    }
    if (rate.isOverdue() && !isOverdue) {
      reports.accept(overdue(policy, now));
    } else if (!rate.isOverdue() && (isOverdue || !hasRun)) {
      end(OVERDUE, now, "every sealed version was read again within the limit");
    }
    isLate = rate.isLate();
    isOverdue = rate.isOverdue();
    hasRun = true;
  }

  private void end(String rule, Instant now, String reason) {
    reports.accept(new FindingEnd(uid(rule), rule, now, reason));
  }

  private Finding late(BurnRate rate, Instant now) {
    return new Finding(
        uid(LATE),
        LATE,
        "Re-verification will be late",
        Severity.MEDIUM,
        String.format(
            Locale.ROOT,
            "the rest of the cycle needs %.1f h at the budget, and %.1f h are left",
            rate.workSeconds() / HOUR,
            rate.leftSeconds() / HOUR),
        "raise the budget or the period of re-verification, add replicas, or look for failures of"
            + " the replicas that examine",
        resource(),
        now);
  }

  private Finding overdue(FixityPolicy policy, Instant now) {
    return new Finding(
        uid(OVERDUE),
        OVERDUE,
        "Sealed versions were not read again in time",
        Severity.CRITICAL,
        "some sealed versions were not read again within " + days(policy.limit()),
        "look for objects that cannot be read and for failures of the replicas that examine; raise"
            + " the budget when it does not suffice",
        resource(),
        now);
  }

  private static String days(Duration time) {
    return String.format(Locale.ROOT, "%.1f days", time.toSeconds() / TokenBucket.SECONDS_OF_DAY);
  }

  private String resource() {
    return "arn:aws:s3:::" + bucket;
  }

  private String uid(String rule) {
    return rule + "/" + bucket;
  }
}
