package dev.waybill.alert;

import dev.waybill.alert.AlertEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sample events. */
public final class AlertEvents {
  public static final Instant SEEN = Instant.parse("2026-11-26T10:00:00Z");

  /** Untrusted input in which each part has a meaning for some parser. */
  public static final String UNTRUSTED =
      "\"quoted\" 'so' \\ <script>alert(1)</script> & ${jndi:ldap://x} ${body} {{waybill.queue}} #{1+1}"
          + " %s %0d%0a <!channel> <@U1> *bold* \r\nSubject: spoofed\r\n.\r\n\u0000\u001b[31m\u202egnp.exe"
          + " 🪵 é";

  private AlertEvents() {}

  public static AlertEvent begin(String uid) {
    return event(uid, Kind.BEGIN, Severity.HIGH, "done by: someone");
  }

  public static AlertEvent update(String uid) {
    return event(uid, Kind.UPDATE, Severity.HIGH, "done by: someone");
  }

  public static AlertEvent end(String uid) {
    return event(uid, Kind.END, Severity.HIGH, "done by: someone");
  }

  /** Returns an event with untrusted input in every field that may hold some, also 10 kB of it. */
  public static AlertEvent untrusted() {
    return event("S3-03/" + UNTRUSTED, Kind.BEGIN, Severity.CRITICAL, UNTRUSTED);
  }

  public static String userAgent() {
    return "aws-cli/2 " + "A".repeat(10_000) + " end";
  }

  public static AlertEvent event(String uid, Kind kind, Severity severity, String message) {
    return event(uid, "S3-03", kind, severity, message);
  }

  public static AlertEvent event(
      String uid, String rule, Kind kind, Severity severity, String message) {
    Finding finding =
        new Finding(
            uid,
            rule,
            "Objects were deleted",
            severity,
            message,
            "find out who it was",
            "arn:aws:s3:::caa304-raw-data",
            SEEN.plusSeconds(60),
            new OccurrenceStats(SEEN, SEEN.plusSeconds(30), 3, "run-1"),
            Map.of("user agent", userAgent(), "principal", message),
            List.of("CIS 5.1"));
    return event(finding, kind);
  }

  /** Returns the begin of an incident that a case tells. */
  public static AlertEvent toldInCase(String uid, Severity severity) {
    Finding finding = event(uid, Kind.BEGIN, severity, "m").finding();
    return event(finding.withDetails(Map.of(Finding.TOLD_IN, "audit-case/1")), Kind.BEGIN);
  }

  /** Returns the event that tells a decision of a person, with untrusted input in its reason. */
  public static AlertEvent decided(Kind kind, Handling.State state) {
    Handling handling = new Handling(state, true, "decided by arn:alice: " + UNTRUSTED);
    Finding finding = event("uid", kind, Severity.HIGH, "m").finding();
    return new FindingEvent("caa304-raw-data", "0.1.0")
        .of(finding, new EventHeader("e", kind, SEEN, SEEN.plusSeconds(60), "", handling));
  }

  private static AlertEvent event(Finding finding, Kind kind) {
    String id = "e-" + IncidentName.of(finding.uid() + kind).substring(0, 16);
    return new FindingEvent("caa304-raw-data", "0.1.0")
        .of(finding, new EventHeader(id, kind, SEEN, SEEN.plusSeconds(60), ""));
  }
}
