package dev.waybill.backfill;

import dev.waybill.reconcile.inventory.NamedInventory;
import dev.waybill.reconcile.row.ThereRow;
import java.io.IOException;

/**
 * Report of S3 Inventory as a source. Keys outside the prefix are not received.
 *
 * @param report the report
 * @param folder folder of its manifest
 * @param prefix prefix of the keys
 * @param scope decision which versions are sealed
 */
public record InventoryVersions(
    NamedInventory report, String folder, String prefix, BackfillScope scope)
    implements VersionSource {
  @Override
  public void read(Receiver receiver) throws IOException, InterruptedException {
    report.read(folder, row -> receive(row, receiver));
  }

  private void receive(ThereRow row, Receiver receiver) {
    if (!row.key().startsWith(prefix)) {
      return;
    }
    scope
        .excluded(row.key(), row.isDeleteMarker(), row.size(), row.lastModified())
        .ifPresentOrElse(
            receiver::excluded,
            () ->
                // Multipart ETags of old reports may be of another form than S3's today.
                receiver.wanted(
                    new BackfillVersion(
                        row.key(), row.versionId(), row.size(), null, row.lastModified())));
  }
}
