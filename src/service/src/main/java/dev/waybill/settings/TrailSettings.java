package dev.waybill.settings;

import java.time.Duration;

/**
 * Schedule of the verification of CloudTrail's digest chain.
 *
 * @param every time from one verification to the next; zero for none
 */
public record TrailSettings(Duration every) {
  /**
   * @throws IllegalArgumentException when the value is outside its bounds
   */
  public TrailSettings {
    TrailDeclarations.EVERY.check(every);
  }

  /** Returns the same settings without a schedule. */
  TrailSettings off() {
    return new TrailSettings(Duration.ZERO);
  }
}
