package dev.waybill.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Schedule of reconciliation, and the source of the objects that it finds.
 *
 * @param every time from one reconciliation to the next; zero for none
 * @param since span of events that a reconciliation reads
 * @param inventory place of the inventory reports of the raw bucket, {@code
 *     s3://bucket/prefix/source-bucket/configuration-id}; null to list the bucket
 * @param inventoryMaxAge age above which a report is too old
 */
public record ReconcileSettings(
    Duration every, Duration since, @Nullable String inventory, Duration inventoryMaxAge) {
  /**
   * @throws IllegalArgumentException when a value is outside its bounds
   */
  public ReconcileSettings {
    ReconcileDeclarations.EVERY.check(every);
    ReconcileDeclarations.SINCE.check(since);
    if (inventory != null) {
      ReconcileDeclarations.INVENTORY.check(inventory);
    }
    ReconcileDeclarations.INVENTORY_MAX_AGE.check(inventoryMaxAge);
  }

  /** Rejects reports of another bucket, and reports in the bucket that they list. */
  void requireOf(RawSettings raw) {
    if (inventory != null) {
      String[] parts = inventory.split("/", -1);
      InvalidSettingException.unless(
          parts[parts.length - 2].equals(raw.bucket()),
          ReconcileDeclarations.INVENTORY.key(),
          "must be of the bucket of " + StorageDeclarations.RAW_BUCKET.key());
      InvalidSettingException.unless(
          !parts[2].equals(raw.bucket()),
          ReconcileDeclarations.INVENTORY.key(),
          "must be in another bucket than " + StorageDeclarations.RAW_BUCKET.key());
    }
  }

  /** Returns the same settings without a schedule. */
  ReconcileSettings off() {
    return new ReconcileSettings(Duration.ZERO, since, inventory, inventoryMaxAge);
  }
}
