package dev.waybill.alert;

import java.time.Instant;

/**
 * Number and time span of the occurrences of a finding.
 *
 * @param first time of the first occurrence
 * @param last time of the last occurrence; not before {@code first}
 * @param count number of occurrences, at least 1
 * @param report token of the report, such as the id of an audit's run: reports with the same token,
 *     which a crash can cause, count once; empty when each report counts
 */
public record OccurrenceStats(Instant first, Instant last, long count, String report) {
  /**
   * @throws IllegalArgumentException when the count is below 1, or {@code last} before {@code
   *     first}
   */
  public OccurrenceStats {
    if (count < 1 || last.isBefore(first)) {
      throw new IllegalArgumentException(
          count + " occurrences from " + first + " to " + last + " are not possible");
    }
  }

  /** Returns one occurrence at a time. */
  public static OccurrenceStats once(Instant time) {
    return new OccurrenceStats(time, time, 1, "");
  }

  /** Returns the sum of these and later occurrences, with the later report's token. */
  public OccurrenceStats and(OccurrenceStats later) {
    return new OccurrenceStats(
        first.isBefore(later.first) ? first : later.first,
        last.isAfter(later.last) ? last : later.last,
        count + later.count,
        later.report);
  }
}
