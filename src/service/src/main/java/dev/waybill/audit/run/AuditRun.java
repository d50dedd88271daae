package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.util.List;

/**
 * One run of an audit, ours until somebody else claims it.
 *
 * @param query what is asked
 * @param work which span of events, and by which token the query is the same when asked again
 * @param state what is kept of the audit
 * @param version what it is kept as; whoever changes it ends our claim
 */
public record AuditRun(AuditQuery query, ActiveRun work, AuditState state, String version) {
  /** The span of events that it judges. */
  public Window window() {
    return work.window();
  }

  /** What is to become alerts before anything else: of this run, or of one that a crash cut. */
  public List<Finding> untold() {
    return state.untold();
  }
}
