package dev.waybill.aws.fixity;

import dev.waybill.fixity.examine.ListedKeyVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Listing of the versions and delete markers of exactly one key. */
final class KeyListing {
  private KeyListing() {}

  /**
   * One line of the listing.
   *
   * @param isLatest true for the current version or marker
   */
  private record Line(boolean isLatest, ListedKeyVersion version) {}

  /** Returns the versions and markers, the current one first, and then from the newest on. */
  static List<ListedKeyVersion> of(S3Client s3, String bucket, String key, int limit) {
    List<Line> lines = new ArrayList<>();
    // Keys are listed in order, so that the versions of the key itself come first.
    for (ListObjectVersionsResponse page :
        s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key))) {
      int before = lines.size();
      page.versions().stream()
          .filter(it -> it.key().equals(key))
          .forEach(it -> lines.add(line(it)));
      page.deleteMarkers().stream()
          .filter(it -> it.key().equals(key))
          .forEach(it -> lines.add(line(it)));
      if (lines.size() == before || lines.size() >= limit) {
        break;
      }
    }
    return lines.stream().sorted(newestFirst()).map(Line::version).limit(limit).toList();
  }

  /** The SDK separates versions and markers; the order of those of one second is not known. */
  private static Comparator<Line> newestFirst() {
    return Comparator.comparing((Line it) -> !it.isLatest())
        .thenComparing(it -> it.version().lastModified(), Comparator.reverseOrder());
  }

  private static Line line(ObjectVersion version) {
    return new Line(
        version.isLatest(),
        new ListedKeyVersion(version.versionId(), false, version.size(), version.lastModified()));
  }

  private static Line line(DeleteMarkerEntry marker) {
    return new Line(
        marker.isLatest(),
        new ListedKeyVersion(marker.versionId(), true, 0, marker.lastModified()));
  }
}
