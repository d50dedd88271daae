package dev.waybill.audit.run;

import dev.waybill.audit.QueryEnd;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Statements of runs over the readable log files, and the decision to ask once more. */
public final class AuditStatements {
  private final EnabledAudits audits;
  private final InspectedLogs logFiles;

  /** Audits whose last query failed at a file that was put after the inspection. */
  private final Set<String> retried = ConcurrentHashMap.newKeySet();

  /**
   * @param audits enabled audits and their SQL
   * @param logFiles log files that the statements read
   */
  public AuditStatements(EnabledAudits audits, InspectedLogs logFiles) {
    this.audits = audits;
    this.logFiles = logFiles;
  }

  /**
   * Returns the statement of a run after an inspection of its log files.
   *
   * @throws dev.waybill.audit.UnansweredQueryException when too many files are unreadable
   */
  public String of(AuditRun run) {
    logFiles.inspect(run.window());
    return logFiles.readable(audits.sql(run.query(), run.window()), run.window());
  }

  /**
   * Returns true when a query failed at a file that the inspection now leaves out, so that the next
   * run can answer. Returns false when this is not the first one since an answer: somebody who puts
   * damaged files again and again must not silence an audit.
   */
  public boolean isToBeRetried(AuditRun run, String asked, QueryEnd.Unanswered end) {
    if (end.cause() != QueryEnd.Cause.UNREADABLE) {
      return false;
    }
    logFiles.queryFailed();
    return !of(run).equals(asked) && retried.add(run.query().id());
  }

  /** Records that the query of an audit was answered. */
  public void answered(String audit) {
    retried.remove(audit);
  }
}
