package dev.waybill.alert;

import java.time.Instant;

/**
 * How often, and from when to when, a finding was seen.
 *
 * @param first when what it is about happened first
 * @param last when it happened last; not before {@code first}
 * @param count how many times, at least once
 * @param report who reports it, such as one run of an audit: a report that comes twice, after a
 *     crash, counts once; empty when each counts
 */
public record OccurrenceStats(Instant first, Instant last, long count, String report) {
  /**
   * @throws IllegalArgumentException when it was never seen, or last before first
   */
  public OccurrenceStats {
    if (count < 1 || last.isBefore(first)) {
      throw new IllegalArgumentException("seen " + count + " times from " + first + " to " + last);
    }
  }

  /** Seen once, now. */
  public static OccurrenceStats once(Instant time) {
    return new OccurrenceStats(time, time, 1, "");
  }

  /** These and later ones of the same finding, as the later report tells them. */
  public OccurrenceStats and(OccurrenceStats later) {
    return new OccurrenceStats(
        first.isBefore(later.first) ? first : later.first,
        last.isAfter(later.last) ? last : later.last,
        count + later.count,
        later.report);
  }
}
