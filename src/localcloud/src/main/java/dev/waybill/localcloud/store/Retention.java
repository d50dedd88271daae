package dev.waybill.localcloud.store;

import java.time.Instant;

/**
 * Object Lock's retention of one version.
 *
 * @param mode who may shorten it
 * @param until when it ends
 */
public record Retention(Mode mode, Instant until) {
  /** Who may shorten a retention: some, or nobody. */
  public enum Mode {
    GOVERNANCE,
    COMPLIANCE
  }

  boolean protects(Instant now, boolean bypassGovernance) {
    return until.isAfter(now) && !(mode == Mode.GOVERNANCE && bypassGovernance);
  }
}
