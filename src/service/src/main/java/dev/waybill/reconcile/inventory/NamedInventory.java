package dev.waybill.reconcile.inventory;

import dev.waybill.reconcile.inventory.file.FlawedInventoryException;
import dev.waybill.reconcile.inventory.file.InventoryColumns;
import dev.waybill.reconcile.inventory.file.InventoryFile;
import dev.waybill.reconcile.inventory.file.InventoryFileReader;
import dev.waybill.reconcile.inventory.file.InventoryFlaw;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.row.ThereRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * One report of S3 Inventory that a person names by its manifest.
 *
 * @param objects the objects of the place
 * @param place the place of the report; its source bucket is the bucket of the rows
 * @param limits the limits of a report
 */
public record NamedInventory(
    InventoryObjects objects, InventoryPlace place, InventoryLimits limits) {
  /**
   * Reads the report. Its rows prove nothing before the method has returned.
   *
   * @param folder folder of the manifest, below the prefix of the place
   * @throws FlawedInventoryException when the report is flawed, or of another bucket
   * @throws InterruptedException when the thread was interrupted
   */
  public void read(String folder, Consumer<ThereRow> rows)
      throws IOException, InterruptedException {
    InventoryManifest manifest = new InventoryFinder(objects, place, limits).in(folder);
    if (!manifest.sourceBucket().equals(place.sourceBucket())) {
      throw new FlawedInventoryException(
          InventoryFlaw.OTHER_BUCKET,
          "the report is of " + FlawedInventoryException.shown(manifest.sourceBucket()));
    }
    readFiles(manifest, rows);
  }

  /** Reads the files that a manifest names. */
  void readFiles(InventoryManifest manifest, Consumer<ThereRow> rows)
      throws IOException, InterruptedException {
    InventoryColumns columns = InventoryColumns.of(manifest.schema(), place.sourceBucket());
    InventoryFileReader reader = new InventoryFileReader(columns, limits);
    for (InventoryFile file : manifest.files()) {
      try (InputStream bytes = open(file)) {
        reader.read(file, bytes, rows);
      }
    }
  }

  private InputStream open(InventoryFile file) throws IOException {
    return objects
        .open(file.key())
        .orElseThrow(
            () ->
                new FlawedInventoryException(
                    InventoryFlaw.FILE_MISSING, FlawedInventoryException.shown(file.key())));
  }
}
