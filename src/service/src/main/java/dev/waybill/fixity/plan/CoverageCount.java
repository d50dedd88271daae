package dev.waybill.fixity.plan;

/**
 * Numbers of sealed versions by the age of their newest examination.
 *
 * @param versions number of versions
 * @param bytes sum of the known sizes
 * @param within versions whose bytes were read within the period
 * @param withinLimit versions whose bytes were read within 1.1 times the period
 * @param never versions whose bytes were never read again
 * @param unverifiable versions that cannot be read without a restore
 */
public record CoverageCount(
    long versions, long bytes, long within, long withinLimit, long never, long unverifiable) {
  static final CoverageCount NONE = new CoverageCount(0, 0, 0, 0, 0, 0);

  CoverageCount plus(CoverageCount other) {
    return new CoverageCount(
        versions + other.versions,
        bytes + other.bytes,
        within + other.within,
        withinLimit + other.withinLimit,
        never + other.never,
        unverifiable + other.unverifiable);
  }

  /** Returns the share of the versions that can be read and were, within the period. */
  public double shareWithin() {
    long readable = versions - unverifiable;
    return readable == 0 ? 1 : within / (double) readable;
  }
}
