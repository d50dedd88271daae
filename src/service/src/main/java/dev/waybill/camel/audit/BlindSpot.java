package dev.waybill.camel.audit;

import dev.waybill.alert.Finding;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.run.AuditRun;
import dev.waybill.audit.run.AuditTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells an audit that found nothing from one that had nothing to read.
 *
 * @param loggedWithin how long CloudTrail may take to deliver
 */
public record BlindSpot(Duration loggedWithin) {
  /** A finding when nothing was read although the service itself must have left traces by now. */
  List<Finding> judge(AuditRun run, QueryEnd.Answered answer, Instant now) {
    Instant traces = run.state().since().plus(loggedWithin);
    boolean logsExist = run.window().until().isAfter(traces);
    return answer.scanned() == 0 && logsExist
        ? List.of(AuditTrouble.blind(run, run.work().token(), now))
        : List.of();
  }
}
