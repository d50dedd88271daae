package dev.waybill.audit.cases;

import java.time.Duration;
import java.time.Instant;

/**
 * Span of event time.
 *
 * @param first time of the first event
 * @param last time of the last event; not before {@code first}
 */
record TimeSpan(Instant first, Instant last) {
  /**
   * @throws IllegalArgumentException when the span ends before it begins
   */
  TimeSpan {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a span from " + first + " to " + last + " is impossible");
    }
  }

  /** Returns the shortest span that covers both. */
  TimeSpan and(TimeSpan other) {
    return new TimeSpan(
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last);
  }

  /** Returns whether the gap between the spans is at most {@code within}. */
  boolean isNear(TimeSpan other, Duration within) {
    return Duration.between(last, other.first).compareTo(within) <= 0
        && Duration.between(other.last, first).compareTo(within) <= 0;
  }
}
