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
public record Sightings(Instant first, Instant last, long count, String report) {
  /**
   * @throws IllegalArgumentException when it was never seen, or last before first
   */
  public Sightings {
    if (count < 1 || last.isBefore(first)) {
      throw new IllegalArgumentException("seen " + count + " times from " + first + " to " + last);
    }
  }

  /** Seen once, now. */
  public static Sightings once(Instant time) {
    return new Sightings(time, time, 1, "");
  }

  /** These and later ones of the same finding, as the later report tells them. */
  public Sightings and(Sightings later) {
    return new Sightings(
        first.isBefore(later.first) ? first : later.first,
        last.isAfter(later.last) ? last : later.last,
        count + later.count,
        later.report);
  }
}
