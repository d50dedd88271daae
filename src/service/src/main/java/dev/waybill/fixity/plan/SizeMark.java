package dev.waybill.fixity.plan;

import java.time.Instant;

/**
 * Growth of the log, as the leader saw it: it says since when entries wait for their first
 * examination.
 *
 * @param from index of the first entry
 * @param to index after the last one
 * @param seen time at which they were seen first
 * @param isYoung true when the newest of them was sealed within the last day
 */
public record SizeMark(long from, long to, Instant seen, boolean isYoung) {
  public SizeMark {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no growth from " + from + " to " + to);
    }
  }

  /**
   * Returns this growth and the next one as one; only old ones that no longer differ are joined.
   */
  SizeMark and(SizeMark next) {
    return new SizeMark(from, next.to, seen, isYoung && next.isYoung);
  }
}
