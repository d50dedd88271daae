package dev.waybill.trail.run;

import dev.waybill.trail.TrailFault;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.DigestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Chain of digests whose links were checked.
 *
 * @param digests digests in their order
 * @param faults faults of the digests and of their links
 * @param unjudged times for which no digest can be relied on
 */
record JudgedChain(
    DigestKey.Chain chain,
    List<ExaminedDigest> digests,
    List<TrailFault> faults,
    List<Span> unjudged) {
  /** Time by which files may be delivered before or after the digest that names them. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  /** Span of time without a digest. */
  record Span(Instant from, Instant until) {
    boolean has(Instant time) {
      return !time.isBefore(from.minus(SLACK)) && !time.isAfter(until.plus(SLACK));
    }
  }

  /**
   * Returns true unless the first digest begins after a time: nothing is known of earlier times.
   */
  boolean isBegunAt(Instant time) {
    DigestDocument first = digests.get(0).genuine();
    return first != null && !first.start().isAfter(time);
  }

  boolean isUnjudged(Instant time) {
    return unjudged.stream().anyMatch(it -> it.has(time));
  }
}
