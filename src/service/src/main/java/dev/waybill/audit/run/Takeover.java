package dev.waybill.audit.run;

import dev.waybill.audit.state.AuditState.ActiveRun;
import java.time.Duration;
import java.time.Instant;

/** When a run that somebody claimed and did not end may be claimed by us. */
public enum Takeover {
  /** At once: we are the leader, so whoever claimed it is gone or about to see that it lost. */
  AT_ONCE,

  /** When it is so old that its query must have ended: there may be others, and nobody leads. */
  WHEN_OLD;

  boolean allows(ActiveRun run, Duration lease, Instant now) {
    return this == AT_ONCE || !now.isBefore(run.started().plus(lease));
  }
}
