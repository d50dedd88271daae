package dev.waybill.fixity.plan;

/**
 * Progress of the current cycle, counted over all slices.
 *
 * @param unexamined versions that the cycle covers and that were not examined in it
 * @param sized number of those whose size is known
 * @param sizedBytes sum of the known sizes
 * @param known versions of the log whose size is known
 * @param knownBytes sum of their sizes
 * @param retried versions that could not be read and are tried again in the cycle
 * @param open versions that could not be read in the cycle
 * @param singleDefects open defects with a finding of their own
 * @param otherDefects further open defects
 * @param oldest time in milliseconds since which some version was not covered
 */
public record CycleProgress(
    long unexamined,
    long sized,
    long sizedBytes,
    long known,
    long knownBytes,
    long retried,
    long open,
    long singleDefects,
    long otherDefects,
    long oldest) {
  /** Returns the work that is left; versions of unknown size count with the mean of the others. */
  TileWork left() {
    long unsized = Math.max(0, unexamined - sized);
    double mean = known == 0 ? 0 : knownBytes / (double) known;
    return new TileWork(unexamined, sizedBytes + (long) (unsized * mean));
  }

  /** Returns the number of versions without proof in the cycle. */
  long gaps() {
    return unexamined + open;
  }
}
