package dev.waybill.localcloud.store;

import java.time.Instant;

/**
 * Object Lock retention of a version.
 *
 * @param mode the mode, which decides if the retention can be shortened
 * @param until the end of the retention
 */
public record Retention(Mode mode, Instant until) {
  /**
   * Mode of a retention. Callers with a permission can shorten GOVERNANCE; COMPLIANCE cannot be
   * shortened.
   */
  public enum Mode {
    GOVERNANCE,
    COMPLIANCE
  }

  boolean protects(Instant now, boolean bypassGovernance) {
    return until.isAfter(now) && !(mode == Mode.GOVERNANCE && bypassGovernance);
  }
}
