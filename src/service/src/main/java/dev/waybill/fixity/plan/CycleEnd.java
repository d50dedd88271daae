package dev.waybill.fixity.plan;

import java.time.Instant;

/**
 * End of a cycle.
 *
 * @param cycle the cycle
 * @param ended time at which it ended
 * @param gaps number of entries that were not examined in it, or could not be read
 */
public record CycleEnd(PlannedCycle cycle, Instant ended, long gaps) {
  public CycleEnd {
    if (gaps < 0) {
      throw new IllegalArgumentException("the number of gaps is not negative");
    }
  }
}
