package dev.waybill.promotion;

import dev.waybill.provenance.SealedRecords;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.util.List;
import java.util.Optional;

/**
 * Puts the newest promoted version of a key back on top when an older one was put over it.
 *
 * <p>A copy replaces only the object that was looked up before, by its eTag. Two versions with the
 * same bytes have the same eTag, so a newer version can take the place unnoticed between the lookup
 * and the copy. Each worker that contends for a place therefore checks once more afterwards:
 * records are sealed before a place is contended for, so the record of the newer version is
 * visible.
 */
final class NewestVersionRestorer {
  private static final int MAX_ATTEMPTS = 5;

  private final BucketObjects objects;
  private final ObjectCopier copier;
  private final SealedRecords records;
  private final CustodyScopes scopes;

  NewestVersionRestorer(
      BucketObjects objects, ObjectCopier copier, SealedRecords records, CustodyScopes scopes) {
    this.objects = objects;
    this.copier = copier;
    this.records = records;
    this.scopes = scopes;
  }

  /**
   * Puts the newest version at the destination on top.
   *
   * @param version any promoted version of the key
   * @throws IllegalStateException when the destination keeps changing; a later delivery retries
   */
  void restore(ObjectVersion version, Destination at) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Occupant> occupant = objects.occupant(at);
      if (occupant.isEmpty()) {
        // Deleted at its destination, which is up to the users of promoted objects.
        return;
      }
      Optional<PlacedVersion> hidden = hidden(version, at, occupant.get());
      if (hidden.isEmpty()) {
        return;
      }
      copyOver(occupant.get(), hidden.get(), at);
    }
    throw new IllegalStateException("the destination kept changing; a later delivery decides");
  }

  private Optional<PlacedVersion> hidden(ObjectVersion version, Destination at, Occupant occupant) {
    List<SealedVersion> sealed = records.versionsOf(version);
    VersionOrder order = VersionOrder.of(version, objects);
    return Precedence.newerThan(occupant, sealed, order).stream()
        .map(newer -> objects.withChecksum(at, newer.checksum(), newer.order().lastModified()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** When the destination changes meanwhile, the next attempt judges the object found then. */
  private void copyOver(Occupant occupant, PlacedVersion hidden, Destination at) {
    CopyPlan plan = CopyPlan.restoring(hidden, at, occupant).retainedBy(scopes);
    try {
      Optional<VerifiedCopy> unused =
          copier.copy(plan).map(result -> CopyJudge.judge(plan, result));
    } catch (SourceGoneException e) {
      // The hidden version was removed meanwhile, as a lifecycle rule may do.
    }
  }
}
