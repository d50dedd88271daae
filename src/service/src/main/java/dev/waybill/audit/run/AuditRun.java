package dev.waybill.audit.run;

import dev.waybill.alert.Finding;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

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

  /**
   * Returns the token of the run's query. The statement counts: a run that is taken over after
   * another log file was found to be unreadable is another query, which Athena would reject under
   * the token of the first.
   */
  public String token(String sql) {
    return UUID.nameUUIDFromBytes((work.token() + sql).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Returns findings to report before any other step, of this run or one that crashed. */
  public List<Finding> unreported() {
    return state.unreported();
  }
}
