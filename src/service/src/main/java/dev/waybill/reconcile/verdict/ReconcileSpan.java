package dev.waybill.reconcile.verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * Times by which versions are judged.
 *
 * @param since time from which the events are complete
 * @param asOf time until which every source is complete
 */
public record ReconcileSpan(Instant since, Instant asOf) {
  /** Age below which a version may still be on its way, or its event may not be delivered yet. */
  static final Duration IN_FLIGHT = Duration.ofHours(2);

  /** Age above which a version is judged, however young its newest fact is. */
  static final Duration SETTLED_WITHIN = Duration.ofHours(24);

  /** Returns true when an event at a time would be known. */
  boolean covers(Instant time) {
    return !time.isBefore(since);
  }

  /** Returns true when a version is too young for a verdict. */
  boolean isInFlight(VersionCase version) {
    return version.newest().isAfter(asOf.minus(IN_FLIGHT))
        && version.born().isAfter(asOf.minus(SETTLED_WITHIN));
  }
}
