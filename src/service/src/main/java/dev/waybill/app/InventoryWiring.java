package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.inventory.S3InventoryObjects;
import dev.waybill.reconcile.inventory.InventoryPlace;
import dev.waybill.reconcile.inventory.InventorySource;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.row.ThereSource;
import dev.waybill.settings.ReconcileSettings;
import java.time.Clock;

/** Choice between an inventory report and a listing of the raw bucket. */
final class InventoryWiring {
  private InventoryWiring() {}

  /**
   * Returns the source of the objects that are there.
   *
   * @param listing source that is used when no inventory is configured
   */
  static ThereSource there(
      AwsClients aws, ReconcileSettings settings, ThereSource listing, Clock clock) {
    if (settings.inventory() == null) {
      return listing;
    }
    InventoryPlace place = InventoryPlace.of(settings.inventory());
    return new InventorySource(
        new S3InventoryObjects(aws.s3(), aws.s3(), place),
        place,
        settings.inventoryMaxAge(),
        clock,
        InventoryLimits.defaults());
  }
}
