package dev.waybill.localcloud.inventory;

import java.time.Duration;

/**
 * Order to deliver a report.
 *
 * @param lag the age below which a version is missing from the report, because reports of S3 are
 *     eventually consistent; zero for a complete report
 * @param rowsPerFile the maximum number of rows of a file, at least 1
 */
public record InventoryOrder(Duration lag, int rowsPerFile) {
  private static final int DEFAULT_ROWS = 1000;

  public InventoryOrder {
    if (lag.isNegative() || rowsPerFile < 1) {
      throw new IllegalArgumentException("the lag is negative or a file has no rows");
    }
  }

  /** Returns the order of a complete report. */
  public static InventoryOrder complete() {
    return new InventoryOrder(Duration.ZERO, DEFAULT_ROWS);
  }

  /** Returns the same order with another limit of a file's rows. */
  public InventoryOrder withRowsPerFile(int rows) {
    return new InventoryOrder(lag, rows);
  }

  /** Returns the same order with another lag. */
  public InventoryOrder withLag(Duration to) {
    return new InventoryOrder(to, rowsPerFile);
  }
}
