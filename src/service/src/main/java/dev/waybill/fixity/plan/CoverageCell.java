package dev.waybill.fixity.plan;

/**
 * Versions of a tile with one prefix and one class of sizes.
 *
 * @param prefix first folder below the incoming or processed prefix; untrusted input
 * @param size class of sizes
 * @param versions number of versions
 * @param bytes sum of their sizes
 * @param open number of those whose bytes the newest examination did not read
 * @param archived number of those that cannot be read without a restore
 */
public record CoverageCell(
    String prefix, SizeClass size, int versions, long bytes, int open, int archived) {
  /** Prefix that stands for those that are too many. */
  public static final String OTHER = "(other)";

  public CoverageCell {
    if (versions < 1 || bytes < 0 || open < 0 || archived < 0 || open + archived > versions) {
      throw new IllegalArgumentException("these numbers of versions are not possible");
    }
  }

  CoverageCell plus(CoverageCell other) {
    return new CoverageCell(
        prefix,
        size,
        versions + other.versions,
        bytes + other.bytes,
        open + other.open,
        archived + other.archived);
  }
}
