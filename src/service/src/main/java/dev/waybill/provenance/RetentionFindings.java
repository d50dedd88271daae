package dev.waybill.provenance;

import dev.waybill.alert.FailureSpan;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Finding about evidence whose retention ends soon and cannot be extended. */
public final class RetentionFindings implements RetentionRenewal.Listener {
  private static final String RULE = "retention-ending";

  private final String bucket;
  private final Consumer<Report> reports;
  private final Clock clock;
  private final FailureSpan failures = new FailureSpan(Duration.ZERO);

  /**
   * @param bucket the provenance bucket
   * @param reports receives the findings; neither blocks nor throws
   */
  public RetentionFindings(String bucket, Consumer<Report> reports, Clock clock) {
    this.bucket = bucket;
    this.reports = reports;
    this.clock = clock;
  }

  @Override
  public synchronized void renewed() {
    if (failures.succeeded()) {
      reports.accept(
          new FindingEnd(RULE + "/" + bucket, RULE, clock.instant(), "a retention was extended"));
    }
  }

  @Override
  public synchronized void failed(StatedLock lock, RuntimeException cause) {
    failures.failed(clock.instant()).ifPresent(since -> report(lock, cause));
  }

  private void report(StatedLock lock, RuntimeException cause) {
    reports.accept(
        new Finding(
            RULE + "/" + bucket,
            RULE,
            "The retention of evidence ends, and cannot be extended",
            Severity.HIGH,
            "s3://"
                + bucket
                + "/"
                + lock.key()
                + " is retained until "
                + lock.until()
                + ", and extending that failed: "
                + cause.getMessage(),
            "allow the service's role s3:PutObjectRetention in the provenance bucket (waybill"
                + " baseline check), or extend the retention by hand before it ends; the object is"
                + " tried again at its next reading",
            "arn:aws:s3:::" + bucket,
            clock.instant()));
  }
}
