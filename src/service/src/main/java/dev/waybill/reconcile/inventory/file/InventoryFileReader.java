package dev.waybill.reconcile.inventory.file;

import dev.waybill.reconcile.row.ThereRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reader of one file of a report. Rows are handed on while the file is read, so they prove nothing
 * before {@link #read} has returned.
 *
 * @param columns the columns of the report
 * @param limits the limits of its files
 */
public record InventoryFileReader(InventoryColumns columns, InventoryLimits limits) {
  /** Number of rows after which the reader looks if it was interrupted. */
  private static final int ROWS_BETWEEN_CHECKS = 4096;

  /**
   * Reads a file to its end.
   *
   * @param bytes the compressed bytes; the caller closes them
   * @param rows receives the rows
   * @throws FlawedInventoryException when the file is not what its manifest states, or no report
   * @throws IOException when the bytes cannot be read
   * @throws InterruptedException when the thread was interrupted
   */
  public void read(InventoryFile file, InputStream bytes, Consumer<ThereRow> rows)
      throws IOException, InterruptedException {
    CheckedBytes checked = new CheckedBytes(bytes, file);
    try {
      readRows(checked, rows);
    } catch (FlawedInventoryException e) {
      // The stated size and MD5 tell first if somebody else changed the file.
      checked.drain();
      throw e;
    }
  }

  private void readRows(InputStream compressed, Consumer<ThereRow> rows)
      throws IOException, InterruptedException {
    try (GzipMembers inflated = new GzipMembers(compressed)) {
      BoundedLines lines = new BoundedLines(inflated, limits);
      int count = 0;
      for (@Nullable String line = lines.next(); line != null; line = lines.next()) {
        rows.accept(columns.row(line));
        count++;
        if (count % ROWS_BETWEEN_CHECKS == 0 && Thread.interrupted()) {
          throw new InterruptedException("interrupted while an inventory was read");
        }
      }
    }
  }
}
