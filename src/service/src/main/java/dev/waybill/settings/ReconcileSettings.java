package dev.waybill.settings;

import java.time.Duration;

/**
 * Schedule of reconciliation.
 *
 * @param every time from one reconciliation to the next; zero for none
 * @param since span of events that a reconciliation reads
 */
public record ReconcileSettings(Duration every, Duration since) {
  /**
   * @throws IllegalArgumentException when a value is outside its bounds
   */
  public ReconcileSettings {
    ReconcileDeclarations.EVERY.check(every);
    ReconcileDeclarations.SINCE.check(since);
  }

  /** Returns the same settings without a schedule. */
  ReconcileSettings off() {
    return new ReconcileSettings(Duration.ZERO, since);
  }
}
