package dev.waybill.log.time;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finding about a schedule of the log that has not succeeded for too long.
 *
 * @param rule the kind of finding
 * @param title a few words
 * @param fix description of the fix, one line
 * @param bucket the provenance bucket
 * @param limit time without success after which the finding is made
 */
record LateFinding(String rule, String title, String fix, String bucket, Duration limit) {
  /** Returns the report of a run that succeeded. */
  List<Report> ended(Instant now, String message) {
    return List.of(new FindingEnd(uid(), rule, now, message));
  }

  /**
   * Returns the report of a run that failed; none while it is not late.
   *
   * @param since time of the last success
   * @param problem the reason of the failure, one line; may hold untrusted input
   */
  List<Report> failed(Instant now, Instant since, String problem) {
    if (Duration.between(since, now).compareTo(limit) < 0) {
      return List.of();
    }
    return List.of(
        new Finding(
            uid(),
            rule,
            title,
            Severity.MEDIUM,
            "not done since " + since + ": " + problem,
            fix,
            "arn:aws:s3:::" + bucket,
            now));
  }

  private String uid() {
    return rule + "/" + bucket;
  }
}
