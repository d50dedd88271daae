package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.QueryEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Check that distinguishes an audit without findings from an audit without logs.
 *
 * @param loggedWithin longest time that CloudTrail takes to deliver logs
 */
public record EmptyScanCheck(Duration loggedWithin) {
  /** Returns a finding when nothing was read although the service's own calls must be logged. */
  public List<Finding> check(AuditRun run, QueryEnd.Answered answer, Instant now) {
    Instant traces = run.state().since().plus(loggedWithin);
    boolean logsExist = run.window().until().isAfter(traces);
    return answer.scanned() == 0 && logsExist
        ? List.of(AuditFailureFindings.missingLogs(run, run.work().token(), now))
        : List.of();
  }
}
