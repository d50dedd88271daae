package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import org.jspecify.annotations.Nullable;

/** Lookup of the version that a request addresses. */
final class ObjectLookup {
  private ObjectLookup() {}

  /**
   * Returns the version with the requested id, or the current one.
   *
   * @throws StoreException NoSuchKey or NoSuchVersion, or AccessDenied instead when the caller may
   *     not list the bucket; MethodNotAllowed for the id of a delete marker
   */
  static StoredVersion existing(S3Call call) {
    String versionId = call.query("versionId");
    StoredVersion found = call.bucket().find(call.key(), versionId);
    if (found == null || (found.deleteMarker() && versionId == null)) {
      // S3 tells only those that may list the bucket that an object does not exist.
      call.context().permissions().require(call, call.bucket(), "s3:ListBucket", "");
    }
    if (found == null) {
      throw new StoreException(
          versionId == null ? S3ErrorCode.NO_SUCH_KEY : S3ErrorCode.NO_SUCH_VERSION);
    }
    if (found.deleteMarker()) {
      throw deleteMarkerError(call, found, versionId);
    }
    return found;
  }

  private static StoreException deleteMarkerError(
      S3Call call, StoredVersion marker, @Nullable String versionId) {
    call.respondHeader("x-amz-delete-marker", "true");
    call.respondHeader("x-amz-version-id", marker.versionId());
    if (versionId == null) {
      return new StoreException(S3ErrorCode.NO_SUCH_KEY);
    }
    call.respondHeader("Allow", "DELETE");
    call.respondHeader("Last-Modified", HttpDates.header(marker.lastModified()));
    return new StoreException(S3ErrorCode.METHOD_NOT_ALLOWED);
  }
}
