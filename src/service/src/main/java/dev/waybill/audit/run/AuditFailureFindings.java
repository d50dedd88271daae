package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.catalog.AuditQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Findings about an audit that gave no answer, so that a failure never looks like no findings. */
public final class AuditFailureFindings {
  private AuditFailureFindings() {}

  /** Returns the uid of the finding that lasts until a run of the audit succeeds. */
  private static String failedUid(AuditQuery query) {
    return "audit-failed/" + query.id();
  }

  /** Returns the uid of the finding that lasts until a run of the audit reads logs. */
  private static String missingLogsUid(AuditQuery query) {
    return "audit-blind/" + query.id();
  }

  /**
   * Returns the finding about a run without an answer.
   *
   * @param report token of the report, by which a repeated report counts once
   */
  public static Finding failed(
      AuditQuery query, QueryEnd.Unanswered end, String report, Instant now) {
    return finding(
        query,
        failedUid(query),
        "audit-failed",
        "An audit could not run",
        Severity.HIGH,
        "the audit " + query.id() + " (" + query.title() + ") judged nothing: " + end.description(),
        end.fix(),
        report,
        now);
  }

  /** Returns the finding about a run that read nothing although there must be logs. */
  public static Finding missingLogs(AuditRun run, String report, Instant now) {
    AuditQuery query = run.query();
    return finding(
        query,
        missingLogsUid(query),
        "audit-blind",
        "An audit has no logs to read",
        Severity.HIGH,
        "the audit "
            + query.id()
            + " ("
            + query.title()
            + ") read 0 bytes for "
            + run.window().from()
            + " to "
            + run.window().until()
            + ", though CloudTrail must have delivered log files by now",
        "see waybill baseline check for the trail and the table, and waybill canary for the delivery",
        report,
        now);
  }

  /** Returns the end of the finding about failed runs, after an answered run. */
  public static FindingEnd failureEnd(AuditQuery query, Instant now) {
    return new FindingEnd(failedUid(query), "audit-failed", now, "the audit runs again");
  }

  /** Returns the end of the finding about missing logs, after a run that read logs. */
  public static FindingEnd missingLogsEnd(AuditQuery query, Instant now) {
    return new FindingEnd(
        missingLogsUid(query), "audit-blind", now, "the audit has logs to read again");
  }

  /** Returns the finding about a run with more incidents than it reports. */
  static Finding tooManyIncidents(AuditRun run, long waiting, Instant now) {
    AuditQuery query = run.query();
    return finding(
        query,
        "audit-flood/" + query.id(),
        "audit-flood",
        "An audit found more incidents than it reports",
        Severity.HIGH,
        waiting
            + " rows of the audit "
            + query.id()
            + " ("
            + query.title()
            + ") belong to incidents beyond the first "
            + RowJudge.MAX_INCIDENTS,
        "run waybill audit run "
            + query.id()
            + " to see all; name fewer incident columns in its file",
        run.work().token(),
        now);
  }

  private static Finding finding(
      AuditQuery query,
      String uid,
      String rule,
      String title,
      Severity severity,
      String message,
      String fix,
      String report,
      Instant now) {
    return new Finding(
        uid,
        rule,
        title,
        severity,
        message,
        fix,
        "",
        now,
        new OccurrenceStats(now, now, 1, report),
        Map.of("audit", query.id(), "file", query.file()),
        List.of());
  }
}
