package dev.waybill.claims;

import dev.waybill.alert.FailureSpan;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Findings of the writer of claims: claims that are not stored, or were dropped. */
public final class ClaimsFindings implements ClaimsListener {
  private static final String LATE = "claims-late";
  private static final String DROPPED = "claims-dropped";

  /** Time without a written file after which claims are late. */
  private static final Duration LATE_AFTER = Duration.ofMinutes(5);

  private static final Duration REPEAT_INTERVAL = Duration.ofHours(1);

  private final String bucket;
  private final String replica;
  private final Consumer<Report> reports;
  private final Clock clock;
  private final FailureSpan failures = new FailureSpan(LATE_AFTER);
  private @Nullable Instant droppedAt;

  /**
   * @param bucket the provenance bucket
   * @param replica name of this process
   * @param reports receives the findings; neither blocks nor throws
   */
  public ClaimsFindings(String bucket, String replica, Consumer<Report> reports, Clock clock) {
    this.bucket = bucket;
    this.replica = replica;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public synchronized void fileFailed() {
    failures.failed(clock.instant()).ifPresent(this::reportLate);
  }

  private void reportLate(Instant since) {
    reports.accept(
        finding(
            LATE,
            "Claims of the service's calls cannot be written",
            "the replica " + replica + " has written no claims since " + since,
            "look for denied or failed puts below claims/; claims wait in memory, and the audit"
                + " PL-07 finds calls whose claims are an hour late"));
  }

  @Override
  public synchronized void claimDropped() {
    Instant now = clock.instant();
    if (droppedAt == null || !droppedAt.plus(REPEAT_INTERVAL).isAfter(now)) {
      droppedAt = now;
      reports.accept(
          finding(
              DROPPED,
              "Claims of the service's calls were dropped",
              "the replica " + replica + " drops claims because too many wait to be written",
              "look for denied or failed puts below claims/; the audit PL-07 finds the calls whose"
                  + " claims were dropped"));
    }
  }

  @Override
  public synchronized void fileWritten(int claims) {
    if (failures.succeeded()) {
      reports.accept(new FindingEnd(uid(LATE), LATE, clock.instant(), "claims were written"));
    }
  }

  private Finding finding(String rule, String title, String message, String fix) {
    return new Finding(
        uid(rule),
        rule,
        title,
        Severity.HIGH,
        message,
        fix,
        "arn:aws:s3:::" + bucket,
        clock.instant());
  }

  private String uid(String rule) {
    return rule + "/" + bucket + "/" + replica;
  }
}
