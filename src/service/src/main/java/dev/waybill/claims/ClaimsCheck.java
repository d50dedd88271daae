package dev.waybill.claims;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.claims.ClaimsInspection.ClaimedFile;
import dev.waybill.log.LogTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Check of the files of claims of today and yesterday: each must be signed by a trusted key. */
public final class ClaimsCheck implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(ClaimsCheck.class);

  /** Limit for findings of one run; the next run goes on. */
  private static final int MAX_FINDINGS = 20;

  private static final Duration DAY = Duration.ofDays(1);

  private final ClaimsInspection inspection;
  private final String bucket;
  private final Clock clock;
  private Set<String> reported = new HashSet<>();

  /**
   * @param bucket name of the provenance bucket
   */
  public ClaimsCheck(ClaimsInspection inspection, String bucket, Clock clock) {
    this.inspection = inspection;
    this.bucket = bucket;
    this.clock = clock;
  }

  /** Returns findings about files that no earlier run of this process has reported. */
  @Override
  public synchronized List<Report> run() {
    List<Report> reports = new ArrayList<>();
    try {
      Instant now = clock.instant();
      Set<String> present = new HashSet<>();
      check(ClaimsFile.day(now.minus(DAY)), present, reports);
      check(ClaimsFile.day(now), present, reports);
      reported = present;
    } catch (RuntimeException e) {
      LOG.warn("check of claims failed cause=\"{}\"; retrying later", e.getMessage());
      LOG.debug("check of claims failed", e);
    }
    return reports;
  }

  private void check(String prefix, Set<String> present, List<Report> reports) {
    ClaimsInspection.Day day = inspection.of(prefix);
    if (day.problem() != null) {
      LOG.warn("check of claims failed cause=\"{}\"; retrying later", day.problem());
    }
    for (ClaimedFile file : day.files()) {
      String key = file.key();
      if (file.isTrusted()) {
        continue;
      }
      if (reported.contains(key)) {
        present.add(key);
      } else if (reports.size() < MAX_FINDINGS) {
        reports.add(forged(key));
        present.add(key);
        // A run that fails later does not report this file again.
        reported.add(key);
      }
    }
  }

  private Finding forged(String key) {
    return new Finding(
        "claims-forged/" + bucket + "/" + key,
        "claims-forged",
        "A file of claims that the service did not sign",
        Severity.CRITICAL,
        key + " claims calls as the service's own, and no trusted key signed it",
        "another process has the credentials of the service's role: revoke the role's sessions, and"
            + " find the put and the other calls of its address in CloudTrail",
        "arn:aws:s3:::" + bucket,
        clock.instant());
  }
}
