package dev.waybill.custody;

import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reporter of objects that land in a bucket under custody and outside of every scope. They are one
 * incident for a bucket, reported at most once a minute with the number of objects, so that a flood
 * of them costs no more than one. Thread-safe.
 */
public final class OutsideScopeAlerts implements CustodyListener {
  private static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);
  private static final String RULE = "custody-outside-scope";

  private final Consumer<Report> findings;
  private final Clock clock;
  private final Map<String, OccurrenceStats> pending = new HashMap<>();
  private final Map<String, Instant> reported = new HashMap<>();

  /**
   * @param findings receives the reports; never throws and never blocks for long
   */
  public OutsideScopeAlerts(Consumer<Report> findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  @Override
  public synchronized void ended(Outcome outcome, Duration took) {
    if (!(outcome instanceof Skipped skipped) || skipped.reason() != SkipReason.FOREIGN_PREFIX) {
      return;
    }
    String bucket = skipped.bucket();
    if (bucket == null) {
      return;
    }
    Instant now = clock.instant();
    OccurrenceStats count = pending.merge(bucket, OccurrenceStats.once(now), OccurrenceStats::and);
    Instant last = reported.get(bucket);
    if (last == null || !now.isBefore(last.plus(REPORT_INTERVAL))) {
      reported.put(bucket, now);
      pending.remove(bucket);
      findings.accept(finding(bucket, count, now));
    }
  }

  private static Finding finding(String bucket, OccurrenceStats count, Instant now) {
    return new Finding(
        RULE + "/" + bucket,
        RULE,
        "Objects land outside of every scope",
        Severity.MEDIUM,
        "objects arrive in a bucket under custody, below a prefix that no scope names; they are"
            + " neither sealed nor promoted",
        "find out in CloudTrail who writes where, and let the writer use a prefix of a scope, add a"
            + " scope for it (waybill.scopes.NAME.incoming), or stop notifying this queue of the"
            + " prefix; waybill_outcomes_total{outcome=\"skipped-foreign-prefix\"} counts them",
        "arn:aws:s3:::" + bucket,
        now,
        count,
        Map.of(),
        List.of());
  }
}
