package dev.waybill.promotion;

import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Order of the sealed versions of one key. S3's Last-Modified decides, then the order in which S3
 * lists the versions, as far as it still has them, and only then what their notifications stated.
 */
final class VersionOrder {
  private final Supplier<List<String>> listing;
  private @Nullable List<String> listed;

  /**
   * @param listing returns the ids of the versions that S3 has, newest first; asked at most once,
   *     and only when two versions were written in the same second
   */
  VersionOrder(Supplier<List<String>> listing) {
    this.listing = listing;
  }

  /** Returns the order of the versions of one key. */
  static VersionOrder of(ObjectVersion version, BucketObjects objects) {
    return new VersionOrder(
        () ->
            objects.versions(version.bucket(), version.key()).stream()
                .map(KeyVersion::versionId)
                .toList());
  }

  /** Returns true when {@code one} is newer than {@code other}. */
  boolean isNewer(SealedVersion one, SealedVersion other) {
    int order = compareByS3(one, other);
    return order == 0 ? one.order().compareWith(other.order()) > 0 : order > 0;
  }

  /** Returns true when S3 itself says so, and not only the notifications of the versions. */
  boolean isNewerByS3(SealedVersion one, SealedVersion other) {
    return compareByS3(one, other) > 0;
  }

  private int compareByS3(SealedVersion one, SealedVersion other) {
    int order = one.order().compareByS3(other.order());
    return order == 0 ? compareListed(one.versionId(), other.versionId()) : order;
  }

  private int compareListed(String one, String other) {
    if (one.equals(other)) {
      return 0;
    }
    if (listed == null) {
      listed = listing.get();
    }
    int at = listed.indexOf(one);
    int otherAt = listed.indexOf(other);
    return at < 0 || otherAt < 0 ? 0 : Integer.compare(otherAt, at);
  }

  /** Returns the newest of the versions; empty when there is none. */
  Optional<SealedVersion> newest(List<SealedVersion> versions) {
    return versions.stream().reduce((newest, next) -> isNewer(next, newest) ? next : newest);
  }

  /**
   * Returns the versions, newest first. Sorting is not left to the JDK, which fails on forged
   * positions that contradict each other.
   */
  List<SealedVersion> newestFirst(List<SealedVersion> versions) {
    List<SealedVersion> left = new ArrayList<>(versions);
    List<SealedVersion> sorted = new ArrayList<>();
    for (Optional<SealedVersion> next = newest(left); next.isPresent(); next = newest(left)) {
      sorted.add(next.get());
      left.remove(next.get());
    }
    return sorted;
  }
}
