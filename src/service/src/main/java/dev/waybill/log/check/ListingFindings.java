package dev.waybill.log.check;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Findings of the comparison of records with the log. */
final class ListingFindings {
  private static final String MISSING = "log-record-missing";
  private static final String INVALID = "log-record-invalid";
  private static final int MAX_NAMES = 5;

  private final String bucket;
  private final Consumer<Report> reports;
  private final LogFindings gone;

  /** Rules of findings that were reported and have not ended. */
  private final Set<String> open = new HashSet<>();

  ListingFindings(String bucket, Consumer<Report> reports) {
    this.bucket = bucket;
    this.reports = reports;
    this.gone = new LogFindings(bucket, reports);
  }

  /**
   * @param isFirst true when the log has never been compared, so that older records are expected
   */
  void report(ListingResult result, boolean isFirst, Instant now) {
    gone.report(
        result.gone().stream()
            .map(
                it ->
                    new LogDefect(
                        LogDefectKind.RECORD_GONE, it, "the log names it; it does not exist"))
            .toList(),
        !result.isFull(),
        now);
    report(
        MISSING,
        isFirst ? "The log begins with older records" : "The log lacked records",
        isFirst ? Severity.INFORMATIONAL : Severity.HIGH,
        "look for failures of the service before it could add the entries: entries are lost only"
            + " when a process ends between sealing and adding, and its message is not repeated;"
            + " the records are now added as kind backfill",
        result.added(),
        result.missingKeys(),
        now);
    report(
        INVALID,
        "Objects in the place of records are invalid",
        Severity.HIGH,
        "find the principal that wrote them in CloudTrail; a record of an unlisted key needs its"
            + " certificate, and an object that Waybill never wrote needs waybill waive",
        result.invalidCount(),
        result.invalid(),
        now);
    if (!result.isFull()) {
      end(MISSING, result.added(), now);
      end(INVALID, result.invalidCount(), now);
    }
  }

  private void report(
      String rule,
      String title,
      Severity severity,
      String fix,
      long count,
      List<String> keys,
      Instant now) {
    if (count > 0) {
      open.add(rule);
      List<String> names = keys.subList(0, Math.min(keys.size(), MAX_NAMES));
      reports.accept(
          new Finding(
              uid(rule),
              rule,
              title,
              severity,
              "objects: " + count + ", among them " + String.join(", ", names),
              fix,
              "arn:aws:s3:::" + bucket + "/records/",
              now));
    }
  }

  private void end(String rule, long count, Instant now) {
    if (count == 0 && open.remove(rule)) {
      reports.accept(new FindingEnd(uid(rule), rule, now, "a later listing found none"));
    }
  }

  private String uid(String rule) {
    return rule + "/" + bucket;
  }
}
