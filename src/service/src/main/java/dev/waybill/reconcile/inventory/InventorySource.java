package dev.waybill.reconcile.inventory;

import dev.waybill.reconcile.inventory.file.FlawedInventoryException;
import dev.waybill.reconcile.inventory.file.InventoryFlaw;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.row.ThereSource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Newest CSV report of S3 Inventory as a source of the versions that are there. Everything that is
 * wrong with it makes the source incomplete, with the reason; the rows that were read before may
 * then be a part of them.
 */
public final class InventorySource implements ThereSource {
  /** Difference of clocks that is not a report from the future. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private final InventoryObjects objects;
  private final InventoryPlace place;
  private final Duration maxAge;
  private final Clock clock;
  private final InventoryLimits limits;

  /**
   * @param place the place of the reports; its source bucket is the bucket of the rows
   * @param maxAge the age above which a report is too old
   */
  public InventorySource(
      InventoryObjects objects,
      InventoryPlace place,
      Duration maxAge,
      Clock clock,
      InventoryLimits limits) {
    this.objects = objects;
    this.place = place;
    this.maxAge = maxAge;
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public SourceReading read(Consumer<ThereRow> rows) throws InterruptedException {
    Instant asOf = Instant.EPOCH;
    try {
      requireScope();
      InventoryManifest manifest = new InventoryFinder(objects, place, limits).find();
      asOf = manifest.created();
      requireOurs(manifest);
      requireAge(manifest.created());
      new NamedInventory(objects, place, limits).readFiles(manifest, rows);
      return SourceReading.complete(name(), asOf);
    } catch (FlawedInventoryException e) {
      return SourceReading.incomplete(name(), asOf, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while an inventory was read");
      }
      return SourceReading.incomplete(
          name(),
          asOf,
          InventoryFlaw.UNREADABLE.label()
              + ": "
              + FlawedInventoryException.shown(String.valueOf(e.getMessage())));
    }
  }

  private String name() {
    return "inventory of " + place.sourceBucket() + " at " + place.uri(place.prefix());
  }

  /** Checks the configuration, because a manifest does not state that it lists a part only. */
  private void requireScope() throws IOException {
    InventoryScope scope =
        objects
            .scope()
            .orElseThrow(
                () ->
                    new FlawedInventoryException(
                        InventoryFlaw.NO_CONFIGURATION,
                        place.sourceBucket()
                            + " has no inventory configuration "
                            + place.configuration()));
    if (!scope.prefix().isEmpty()) {
      throw new FlawedInventoryException(
          InventoryFlaw.PART_OF_THE_BUCKET,
          "the configuration lists only the keys below "
              + FlawedInventoryException.shown(scope.prefix()));
    }
    if (!scope.allVersions()) {
      throw new FlawedInventoryException(
          InventoryFlaw.CURRENT_ONLY, "the configuration does not list all versions");
    }
  }

  private void requireOurs(InventoryManifest manifest) throws FlawedInventoryException {
    if (!manifest.sourceBucket().equals(place.sourceBucket())) {
      throw otherBucket("the report is of ", manifest.sourceBucket());
    }
    if (!manifest.destinationBucket().endsWith(":s3:::" + place.bucket())) {
      throw otherBucket("the report was delivered to ", manifest.destinationBucket());
    }
  }

  private static FlawedInventoryException otherBucket(String text, String bucket) {
    return new FlawedInventoryException(
        InventoryFlaw.OTHER_BUCKET, text + FlawedInventoryException.shown(bucket));
  }

  private void requireAge(Instant created) throws FlawedInventoryException {
    Instant now = clock.instant();
    if (created.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new FlawedInventoryException(
          InventoryFlaw.FROM_THE_FUTURE, "the report states the time " + created);
    }
    if (created.isBefore(now.minus(maxAge))) {
      throw new FlawedInventoryException(
          InventoryFlaw.TOO_OLD,
          "the newest report is of " + created + ", more than " + maxAge + " ago");
    }
  }
}
