package dev.waybill.log;

import dev.waybill.alert.FailureSpan;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Findings of the writers of the log: entries that do not become durable, and odd objects. */
public final class WriterFindings implements LogWriterListener {
  private static final String LATE = "log-entries-late";
  private static final String REJECTED = "log-pending-rejected";
  private static final String RESTORED = "log-lock-restored";

  /** Time without a written batch after which entries are late. */
  private static final Duration LATE_AFTER = Duration.ofMinutes(2);

  private final String bucket;
  private final String replica;
  private final Consumer<Report> reports;
  private final Clock clock;
  private final FailureSpan failures = new FailureSpan(LATE_AFTER);

  /**
   * @param bucket the provenance bucket
   * @param replica name of this process
   * @param reports receives the findings; neither blocks nor throws
   */
  public WriterFindings(String bucket, String replica, Consumer<Report> reports, Clock clock) {
    this.bucket = bucket;
    this.replica = replica;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public synchronized void batchFailed() {
    failures.failed(clock.instant()).ifPresent(this::reportLate);
  }

  private void reportLate(Instant since) {
    reports.accept(
        finding(
            LATE,
            replica,
            "Entries of the log of records cannot be written",
            Severity.HIGH,
            "the replica " + replica + " has written no batch of entries since " + since,
            "look for denied or failed puts below log/pending/; messages stay in the queue until"
                + " their entries are durable, and no record is lost"));
  }

  @Override
  public synchronized void batchWritten(int entries) {
    if (failures.succeeded()) {
      reports.accept(
          new FindingEnd(uid(LATE, replica), LATE, clock.instant(), "a batch was written"));
    }
  }

  @Override
  public void batchRejected(String key, String reason) {
    reports.accept(
        finding(
            REJECTED,
            key,
            "An object among the log's pending batches is none",
            Severity.HIGH,
            key + " is not taken into the log: " + reason,
            "find the principal of the write in CloudTrail; only the service's role may put"
                + " there"));
  }

  @Override
  public void lockRestored(String basis) {
    reports.accept(
        finding(
            RESTORED,
            LogPaths.LOCK,
            "The log's staged round was removed",
            Severity.HIGH,
            LogPaths.LOCK + " was removed, and the service has written it again: " + basis,
            "find the principal of the delete in CloudTrail; no entry was lost"));
  }

  private Finding finding(
      String rule, String subject, String title, Severity severity, String message, String fix) {
    return new Finding(
        uid(rule, subject),
        rule,
        title,
        severity,
        message,
        fix,
        "arn:aws:s3:::" + bucket,
        clock.instant());
  }

  private String uid(String rule, String subject) {
    return rule + "/" + bucket + "/" + subject;
  }
}
