package dev.waybill.promotion;

import dev.waybill.model.Sealed;
import dev.waybill.model.Superseded;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Listing of the objects that wait under {@code incoming/}. A superseded version stays there as
 * evidence, and would become the current one when a newer version is removed; a delete marker keeps
 * it out of the listing and removes no version.
 */
final class IncomingListing {
  private static final int MAX_ATTEMPTS = 5;

  private final BucketObjects objects;
  private final SealedRecords records;

  IncomingListing(BucketObjects objects, SealedRecords records) {
    this.objects = objects;
    this.records = records;
  }

  /**
   * Returns the outcome of a version whose destination another version has, and hides the version.
   *
   * @throws IllegalStateException when the key keeps changing; a later delivery hides the version
   */
  Superseded superseded(Sealed sealed, Destination at) {
    boolean isCurrent = current(sealed).filter(it -> isVersionOf(sealed, it)).isPresent();
    Superseded outcome = new Superseded(sealed, isCurrent && !isOlderByS3(sealed, at));
    hide(
        sealed,
        () -> current(sealed).filter(it -> isVersionOf(sealed, it) || hasEnded(it, sealed, at)));
    return outcome;
  }

  /**
   * Hides the version that would become the current one when a promoted source is removed.
   *
   * @throws IllegalStateException when the key keeps changing; a later delivery hides the version
   */
  void removalFollows(Sealed sealed, Destination at) {
    hide(
        sealed,
        () -> {
          List<KeyVersion> versions = versions(sealed);
          Optional<KeyVersion> current = versions.stream().findFirst().filter(KeyVersion::current);
          int shown = current.filter(it -> isVersionOf(sealed, it)).isPresent() ? 1 : 0;
          return current.filter(
              unused -> shown < versions.size() && hasEnded(versions.get(shown), sealed, at));
        });
  }

  /** Hides the version that a lookup returns, until the lookup and the delete marker agree. */
  private void hide(Sealed key, Supplier<Optional<KeyVersion>> lookup) {
    ObjectVersion version = key.version();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<KeyVersion> shown = lookup.get();
      if (shown.isEmpty()
          || objects.hide(
              new ObjectVersion(version.bucket(), version.key(), shown.get().versionId()),
              shown.get().eTag())) {
        return;
      }
    }
    throw new IllegalStateException("the key kept changing; a later delivery hides the version");
  }

  private Optional<KeyVersion> current(Sealed sealed) {
    return versions(sealed).stream().filter(KeyVersion::current).findFirst();
  }

  private List<KeyVersion> versions(Sealed sealed) {
    return objects.versions(sealed.version().bucket(), sealed.version().key());
  }

  private static boolean isVersionOf(Sealed sealed, KeyVersion listed) {
    return listed.versionId().equals(sealed.version().versionId());
  }

  /** Returns true for a sealed version that is not newer than the promoted one. */
  private boolean hasEnded(KeyVersion listed, Sealed key, Destination at) {
    List<SealedVersion> sealed = records.versionsOf(key.version());
    VersionOrder order = VersionOrder.of(key.version(), objects);
    return sealed.stream().anyMatch(it -> it.versionId().equals(listed.versionId()))
        && objects
            .occupant(at)
            .filter(
                occupant ->
                    Precedence.newerThan(occupant, sealed, order).stream()
                        .noneMatch(it -> it.versionId().equals(listed.versionId())))
            .isPresent();
  }

  private boolean isOlderByS3(Sealed sealed, Destination at) {
    List<SealedVersion> all = records.versionsOf(sealed.version());
    VersionOrder order = VersionOrder.of(sealed.version(), objects);
    return objects
        .occupant(at)
        .filter(it -> Precedence.isNewerByS3(it, sealed.digested(), all, order))
        .isPresent();
  }
}
