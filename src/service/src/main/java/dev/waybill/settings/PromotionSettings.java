package dev.waybill.settings;

/**
 * How copies are made.
 *
 * @param singleCopyLimit {@code waybill.promotion.single-copy-limit}: the largest object copied in
 *     one request, in bytes; S3 allows 5 GiB
 * @param partSize {@code waybill.promotion.part-size}: bytes a part above that; grows by itself to
 *     stay within 10,000 parts
 * @param parallelParts {@code waybill.promotion.parallel-parts}: parts copied at once
 */
public record PromotionSettings(long singleCopyLimit, long partSize, int parallelParts) {
  private static final int MOST_PARTS = 10_000;

  /**
   * S3 judges the least size of a part, so none is demanded here.
   *
   * @throws IllegalArgumentException when a value is not positive or above what S3 copies at once
   */
  public PromotionSettings {
    InvalidSettingException.unless(
        singleCopyLimit > 0 && singleCopyLimit <= 5 * Units.GIB,
        Keys.SINGLE_COPY_LIMIT.name(),
        "must be positive and at most 5GiB");
    InvalidSettingException.unless(
        partSize > 0 && partSize <= 5 * Units.GIB,
        Keys.PART_SIZE.name(),
        "must be positive and at most 5GiB");
    InvalidSettingException.unless(
        parallelParts >= 1, Keys.PARALLEL_PARTS.name(), "must be at least 1");
  }

  /** The part size for an object of {@code size} bytes. */
  public long partSizeFor(long size) {
    return Math.max(partSize, (size + MOST_PARTS - 1) / MOST_PARTS);
  }
}
