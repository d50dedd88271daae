package dev.waybill.audit.run;

import dev.waybill.audit.state.AuditState.ActiveRun;
import java.time.Duration;
import java.time.Instant;

/** Rule by which a replica claims a run that another replica claimed and did not end. */
public enum Takeover {
  /** Immediate takeover by the leader: the other replica is gone or about to stop leading. */
  AT_ONCE,

  /** Takeover without a leader, of a run so old that its query must have ended. */
  WHEN_OLD;

  boolean allows(ActiveRun run, Duration lease, Instant now) {
    return this == AT_ONCE || !now.isBefore(run.started().plus(lease));
  }
}
