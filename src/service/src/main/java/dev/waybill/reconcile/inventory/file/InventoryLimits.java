package dev.waybill.reconcile.inventory.file;

/**
 * Limits of a report, so that a hostile one costs neither memory nor days.
 *
 * @param manifestBytes the maximum size of a manifest
 * @param files the maximum number of files
 * @param lineBytes the maximum length of a row
 * @param inflatedBytes the maximum size of a file's rows
 */
public record InventoryLimits(int manifestBytes, int files, int lineBytes, long inflatedBytes) {
  private static final int MIB = 1024 * 1024;

  /** Returns limits far above those of the largest buckets. */
  public static InventoryLimits defaults() {
    return new InventoryLimits(64 * MIB, 200_000, 256 * 1024, 64L * 1024 * MIB);
  }
}
