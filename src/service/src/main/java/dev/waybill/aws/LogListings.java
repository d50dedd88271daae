package dev.waybill.aws;

import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.LogStore.ListedVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lazily read listings of one bucket. */
final class LogListings {
  /** Order of S3's listing: keys by their UTF-8 bytes, and the newest version of a key first. */
  private static final Comparator<ListedVersion> LISTED =
      Comparator.<ListedVersion, byte[]>comparing(
              it -> it.key().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned)
          .thenComparing(it -> !it.isLatest())
          .thenComparing(ListedVersion::lastModified, Comparator.reverseOrder());

  private final S3Client s3;
  private final String bucket;

  LogListings(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Returns the current objects below a prefix.
   *
   * @param after key that precedes the first object; null to begin with the first one
   */
  Stream<Listed> objects(String prefix, @Nullable String after) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).startAfter(after))
        .contents()
        .stream()
        .map(LogListings::listed);
  }

  private static Listed listed(S3Object object) {
    return new Listed(object.key(), object.size(), object.lastModified());
  }

  /** Returns the versions and delete markers below a prefix, the newest of each key first. */
  Stream<ListedVersion> versions(String prefix) {
    return s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix)).stream()
        .flatMap(LogListings::page);
  }

  /** The SDK separates the versions and the markers of a page, which S3 lists in one order. */
  private static Stream<ListedVersion> page(ListObjectVersionsResponse page) {
    return Stream.concat(
            page.versions().stream().map(LogListings::listed),
            page.deleteMarkers().stream().map(LogListings::listed))
        .sorted(LISTED);
  }

  private static ListedVersion listed(ObjectVersion version) {
    return new ListedVersion(
        version.key(),
        version.versionId(),
        version.isLatest(),
        version.eTag(),
        version.size(),
        version.lastModified());
  }

  private static ListedVersion listed(DeleteMarkerEntry marker) {
    return new ListedVersion(
        marker.key(), marker.versionId(), marker.isLatest(), null, 0, marker.lastModified());
  }
}
