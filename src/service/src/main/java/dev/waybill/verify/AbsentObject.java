package dev.waybill.verify;

import dev.waybill.aws.S3Failure;
import dev.waybill.record.object.PercentEncoding;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Address at which S3 returns no object, and what S3 says about it besides. */
final class AbsentObject {
  /** Limit for the delete markers of one key that are searched. */
  private static final int MAX_MARKERS = 1000;

  private final S3Client s3;
  private final S3Address address;

  AbsentObject(S3Client s3, S3Address address) {
    this.s3 = s3;
    this.address = address;
  }

  /**
   * Rejects a bucket that does not exist. A caller without the right to list it learns nothing.
   *
   * @throws UnusableAddressException when there is no such bucket
   */
  void requireBucket() {
    try {
      var unused = s3.headBucket(head -> head.bucket(address.bucket()));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        throw new UnusableAddressException(
            "there is no bucket " + address.bucket() + "; check the address and the region");
      }
      requireDenied(e);
    }
  }

  /**
   * Rejects a key below which other objects lie.
   *
   * @throws UnusableAddressException when the key is a folder
   */
  void requireNoFolder() {
    String prefix = address.key().endsWith("/") ? address.key() : address.key() + "/";
    try {
      boolean isFolder =
          s3.listObjectsV2(
                      list ->
                          list.bucket(address.bucket())
                              .prefix(prefix)
                              .maxKeys(1)
                              .encodingType(EncodingType.URL))
                  .keyCount()
              > 0;
      if (isFolder || address.key().endsWith("/")) {
        throw new UnusableAddressException(
            "s3://"
                + address.bucket()
                + "/"
                + PercentEncoding.path(prefix)
                + " is a folder; name one object in it");
      }
    } catch (S3Exception e) {
      requireDenied(e);
    }
  }

  /** Returns the reason why S3 returns no object, as far as the caller may know it. */
  String reason() {
    return marker()
        .map(
            marker ->
                address.versionId() == null
                    ? "a delete marker hides it since " + marker.lastModified()
                    : "this version is a delete marker of " + marker.lastModified())
        .orElse("neither it nor a copy of it exists");
  }

  /** Returns the marker that hides the key or, with a version id, the marker of that id. */
  private Optional<DeleteMarkerEntry> marker() {
    try {
      return s3
          .listObjectVersionsPaginator(
              list ->
                  list.bucket(address.bucket())
                      .prefix(address.key())
                      .encodingType(EncodingType.URL))
          .stream()
          .flatMap(page -> page.deleteMarkers().stream())
          .limit(MAX_MARKERS)
          .takeWhile(marker -> marker.key().equals(address.key()))
          .filter(
              marker ->
                  address.versionId() == null
                      ? marker.isLatest()
                      : marker.versionId().equals(address.versionId()))
          .findFirst();
    } catch (S3Exception e) {
      requireDenied(e);
      return Optional.empty();
    }
  }

  /** Without the right to list, only the answer to the object itself is known. */
  private static void requireDenied(S3Exception e) {
    if (!S3Failure.isDenial(e)) {
      throw e;
    }
  }
}
