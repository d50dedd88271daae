package dev.waybill.trail.run;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings about the digest chain, up to three for each region. The ends do not depend on what this
 * process reported.
 */
final class TrailFindings {
  private static final String BROKEN = "trail-broken";
  private static final String LATE = "trail-late";
  private static final String FAILED = "trail-failed";
  private static final String ALL = "all";
  private static final int MAX_NAMED = 10;

  private final String trail;

  /**
   * @param trail name or ARN of the trail
   */
  TrailFindings(String trail) {
    this.trail = trail;
  }

  /** Returns the reports about a region that was verified. */
  List<Report> of(RegionTrail place, List<TrailFault> faults, Instant now) {
    List<TrailFault> late = faults.stream().filter(it -> it.kind().isLate()).toList();
    List<TrailFault> unread = faults.stream().filter(it -> it.kind().isUnjudged()).toList();
    List<TrailFault> broken =
        faults.stream().filter(it -> !it.kind().isLate() && !it.kind().isUnjudged()).toList();
    List<Report> reports = new ArrayList<>();
    String where = where(place);
    reports.add(
        broken.isEmpty()
            ? end(BROKEN, where, now, "every digest and log file is as CloudTrail signed it")
            : finding(
                BROKEN,
                where,
                "CloudTrail's log files are not as its digests state",
                Severity.CRITICAL,
                broken,
                "run waybill trail verify, see docs/concepts/trail.md for what each fault means, and do not"
                    + " rely on audits of this time until it is explained",
                now));
    reports.add(
        late.isEmpty()
            ? end(LATE, where, now, "a newer digest was delivered")
            : finding(
                LATE,
                where,
                "CloudTrail's digests do not arrive",
                Severity.HIGH,
                late,
                "check that the trail logs, with log file validation, and that nobody deleted the"
                    + " newest digests",
                now));
    reports.add(
        unread.isEmpty()
            ? end(FAILED, where, now, "everything was judged")
            : finding(
                FAILED,
                where,
                "CloudTrail's digest chain could not be verified",
                Severity.HIGH,
                unread,
                "give the role of the service s3:GetObjectVersion in the log bucket, and the KMS"
                    + " key of the files",
                now));
    return reports;
  }

  /** Returns the report of a region that could not be verified. */
  Report failed(RegionTrail place, String problem, Instant now) {
    return failed(where(place), problem, now);
  }

  /** Returns the report of a run that could not begin. */
  Report failed(String problem, Instant now) {
    return failed(ALL, problem, now);
  }

  /** Returns the end of the report of runs that could not begin. */
  Report begun(Instant now) {
    return end(FAILED, ALL, now, "the digest chain was verified");
  }

  private Report failed(String where, String problem, Instant now) {
    return finding(
        FAILED,
        where,
        "CloudTrail's digest chain could not be verified",
        Severity.HIGH,
        problem,
        "make what is named reachable; the next run verifies the same digests",
        Map.of(),
        1,
        now);
  }

  private static String where(RegionTrail place) {
    return place.account() + "/" + place.region();
  }

  private Report finding(
      String rule,
      String where,
      String title,
      Severity severity,
      List<TrailFault> faults,
      String fix,
      Instant now) {
    Map<String, String> details = new LinkedHashMap<>();
    for (int at = 0; at < Math.min(MAX_NAMED, faults.size()); at++) {
      TrailFault fault = faults.get(at);
      details.put(
          "fault" + (at + 1), fault.kind().label() + ": " + fault.object() + ": " + fault.reason());
    }
    TrailFault first = faults.get(0);
    String message =
        where
            + ": "
            + (faults.size() == 1 ? "one fault: " : faults.size() + " faults, the first is: ")
            + first.kind().sentence()
            + ", "
            + first.object();
    return finding(rule, where, title, severity, message, fix, details, faults.size(), now);
  }

  private Report finding(
      String rule,
      String where,
      String title,
      Severity severity,
      String message,
      String fix,
      Map<String, String> details,
      long count,
      Instant now) {
    return new Finding(
        uid(rule, where),
        rule,
        title,
        severity,
        message,
        fix,
        trail,
        now,
        new OccurrenceStats(now, now, count, now.toString()),
        details,
        List.of());
  }

  private static FindingEnd end(String rule, String where, Instant now, String message) {
    return new FindingEnd(uid(rule, where), rule, now, message);
  }

  private static String uid(String rule, String where) {
    return rule + "/" + where;
  }
}
