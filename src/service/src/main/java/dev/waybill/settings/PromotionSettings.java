package dev.waybill.settings;

/**
 * Sizes and parallelism of copies.
 *
 * @param singleCopyLimit largest object that is copied in one request, in bytes
 * @param partSize bytes of a part of a larger object; raised so that no object has more than 10,000
 *     parts
 * @param parallelParts parts of one object that are copied in parallel
 */
public record PromotionSettings(long singleCopyLimit, long partSize, int parallelParts) {
  private static final int MAX_PARTS = 10_000;

  /**
   * Accepts parts below S3's minimum size, which S3 itself rejects and tests use.
   *
   * @throws IllegalArgumentException when a value is not positive, or is more than S3 copies in one
   *     request
   */
  public PromotionSettings {
    ProcessingDeclarations.SINGLE_COPY_LIMIT.check(singleCopyLimit);
    InvalidSettingException.unless(
        partSize > 0 && partSize <= 5 * Units.GIB,
        ProcessingDeclarations.PART_SIZE.key(),
        "must be positive and at most 5GiB");
    ProcessingDeclarations.PARALLEL_PARTS.check(parallelParts);
  }

  /** Returns the part size for an object of {@code size} bytes. */
  public long partSizeFor(long size) {
    return Math.max(partSize, (size + MAX_PARTS - 1) / MAX_PARTS);
  }
}
