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

/** What is wrong with an audit itself: it is never the same as "nothing was found". */
public final class AuditFailureFindings {
  private AuditFailureFindings() {}

  /** What makes a failed audit this finding, until a run of it succeeds. */
  private static String failedUid(AuditQuery query) {
    return "audit-failed/" + query.id();
  }

  /** What makes an audit without logs this finding, until it reads some. */
  private static String blindUid(AuditQuery query) {
    return "audit-blind/" + query.id();
  }

  /**
   * A run that gave no answer.
   *
   * @param report by which the same trouble counts once
   */
  public static Finding failed(
      AuditQuery query, QueryEnd.Unanswered end, String report, Instant now) {
    return finding(
        query,
        failedUid(query),
        "audit-failed",
        "An audit could not be carried out",
        Severity.HIGH,
        "the audit " + query.id() + " (" + query.title() + ") judged nothing: " + end.words(),
        end.fix(),
        report,
        now);
  }

  /** A run that read nothing although there must be logs. */
  public static Finding blind(AuditRun run, String report, Instant now) {
    AuditQuery query = run.query();
    return finding(
        query,
        blindUid(query),
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

  /** After a run that was answered. */
  public static FindingEnd worksAgain(AuditQuery query, Instant now) {
    return new FindingEnd(failedUid(query), "audit-failed", now, "the audit is carried out again");
  }

  /** After a run that read something. */
  public static FindingEnd seesAgain(AuditQuery query, Instant now) {
    return new FindingEnd(blindUid(query), "audit-blind", now, "the audit has logs to read again");
  }

  /** More incidents than one run tells. */
  static Finding flood(AuditRun run, long waiting, Instant now) {
    AuditQuery query = run.query();
    return finding(
        query,
        "audit-flood/" + query.id(),
        "audit-flood",
        "An audit found more incidents than are told apart",
        Severity.HIGH,
        waiting
            + " rows of the audit "
            + query.id()
            + " ("
            + query.title()
            + ") belong to incidents beyond the first "
            + RowJudge.MOST_INCIDENTS,
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
