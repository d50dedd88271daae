package dev.waybill.alert.incident;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sample findings, and the default policy. */
final class TestIncidents {
  static final Duration REPEAT = Duration.ofHours(24);
  static final Duration GATHER = Duration.ofMinutes(15);
  static final Duration QUIET = Duration.ofHours(36);
  static final FindingEvent EVENTS = new FindingEvent("raw", "0.1.0");

  private TestIncidents() {}

  static IncidentPolicy policy(int storm) {
    return new IncidentPolicy(REPEAT, GATHER, rule -> QUIET, IncidentPolicy.LEASE, storm);
  }

  static Finding finding(String rule, String uid, Instant time, String report) {
    return finding(rule, uid, time, report, Severity.MEDIUM, 1);
  }

  static Finding finding(
      String rule, String uid, Instant time, String report, Severity severity, long count) {
    return new Finding(
        uid,
        rule,
        "Something is wrong",
        severity,
        "it is ${wrong} {{so}} <b>",
        "fix it",
        "arn:aws:s3:::raw/a b",
        time,
        new OccurrenceStats(time, time, count, report),
        Map.of("userAgent", "[S3/1' \"; DROP\u2028]"),
        List.of("CIS 5.1"));
  }
}
