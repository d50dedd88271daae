package dev.waybill.log.check;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Share of the whole log that each cycle reads, so that all of it is read within a time. */
final class WholeLogRotation {
  /**
   * Limit of the share of one cycle: a service that was away for long does not read all at once.
   */
  private static final int MIN_CYCLES = 10;

  private final Duration within;

  /**
   * @param within time within which the whole log is read, while the service runs
   */
  WholeLogRotation(Duration within) {
    this.within = within;
  }

  /**
   * Returns the number of bundles that are due.
   *
   * @param bundles number of bundles of the log
   * @param last time of the last cycle; empty for the first one
   */
  long due(long bundles, Optional<Instant> last, Instant now) {
    double elapsed = last.map(it -> Duration.between(it, now)).orElse(Duration.ZERO).toMillis();
    double share = Math.min(1.0 / MIN_CYCLES, elapsed / within.toMillis());
    return Math.min(bundles, Math.max(1, (long) Math.ceil(share * bundles)));
  }
}
