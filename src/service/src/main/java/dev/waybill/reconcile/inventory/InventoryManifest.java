package dev.waybill.reconcile.inventory;

import dev.waybill.reconcile.inventory.file.InventoryFile;
import java.time.Instant;
import java.util.List;

/**
 * Manifest of a report.
 *
 * @param sourceBucket bucket that is listed
 * @param destinationBucket ARN of the bucket of the report
 * @param created time at which the scan of the bucket began
 * @param schema names of the columns, separated by commas
 * @param files files of the report
 */
record InventoryManifest(
    String sourceBucket,
    String destinationBucket,
    Instant created,
    String schema,
    List<InventoryFile> files) {
  InventoryManifest {
    files = List.copyOf(files);
  }
}
