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

  /** The part size for an object of {@code size} bytes. */
  public long partSizeFor(long size) {
    return Math.max(partSize, (size + MOST_PARTS - 1) / MOST_PARTS);
  }
}
