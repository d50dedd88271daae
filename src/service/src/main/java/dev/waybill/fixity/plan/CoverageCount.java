package dev.waybill.fixity.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of sealed versions by the age of their newest examination.
 *
 * @param versions number of versions
 * @param bytes sum of the known sizes
 * @param within versions whose bytes were read within the period
 * @param withinLimit versions whose bytes were read within 1.1 times the period
 * @param never versions whose bytes were never read again
 * @param unverifiable versions that cannot be read without a restore
 * @param oldest time of the oldest reading that counts; null when there is none
 */
public record CoverageCount(
    long versions,
    long bytes,
    long within,
    long withinLimit,
    long never,
    long unverifiable,
    @Nullable Instant oldest) {
  static final CoverageCount NONE = new CoverageCount(0, 0, 0, 0, 0, 0, null);

  CoverageCount plus(CoverageCount other) {
    return new CoverageCount(
        versions + other.versions,
        bytes + other.bytes,
        within + other.within,
        withinLimit + other.withinLimit,
        never + other.never,
        unverifiable + other.unverifiable,
        older(oldest, other.oldest));
  }

  private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** Returns the share of the versions that can be read and were, within the period. */
  public double shareWithin() {
    long readable = versions - unverifiable;
    return readable == 0 ? 1 : within / (double) readable;
  }
}
