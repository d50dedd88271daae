package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.util.List;

/**
 * Run of an audit that this replica has claimed. The claim ends when another replica changes the
 * stored state.
 *
 * @param query audit to run
 * @param work window and token of the run
 * @param state stored state of the audit
 * @param version version of the stored state
 */
public record AuditRun(AuditQuery query, ActiveRun work, AuditState state, String version) {
  /** Returns the window of events that the run judges. */
  public Window window() {
    return work.window();
  }

  /** Returns findings to report before any other step, of this run or one that crashed. */
  public List<Finding> unreported() {
    return state.unreported();
  }
}
