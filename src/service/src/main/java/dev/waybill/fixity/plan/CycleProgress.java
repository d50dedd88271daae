package dev.waybill.fixity.plan;

/**
 * Progress of the current cycle, counted over all slices.
 *
 * @param unexamined versions that the cycle covers and that were not examined in it
 * @param sized work of those that were examined before
 * @param known work of all versions of the log that were examined before
 * @param retried versions that could not be read and are tried again in the cycle
 * @param open versions that could not be read in the cycle
 * @param singleDefects open defects with a finding of their own
 * @param otherDefects further open defects
 * @param oldest time in milliseconds since which some version was not covered
 */
public record CycleProgress(
    long unexamined,
    TileWork sized,
    TileWork known,
    long retried,
    long open,
    long singleDefects,
    long otherDefects,
    long oldest) {
  /** Returns the work that is left; versions of unknown work count with the mean of the others. */
  TileWork left() {
    TileWork unsized = known.ofVersions(Math.max(0, unexamined - sized.versions()));
    return new TileWork(
        unexamined, sized.bytes() + unsized.bytes(), sized.requests() + unsized.requests());
  }

  /** Returns the number of versions without proof in the cycle. */
  long gaps() {
    return unexamined + open;
  }
}
