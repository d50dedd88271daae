package dev.waybill.aws;

import dev.waybill.record.object.ObjectVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Delete markers over current versions, which keep a key out of listings and remove no bytes. */
final class DeleteMarkers {
  private static final Logger LOG = LoggerFactory.getLogger(DeleteMarkers.class);
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;

  DeleteMarkers(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Puts a delete marker over a version. The version stays listed when the request is denied, when
   * the bucket has no versioning, and when the store knows no condition on a delete: without one, a
   * marker could hide a newer version that waits.
   *
   * @param eTag eTag that the current version must have
   * @return false when another version is the current one by now
   */
  boolean put(ObjectVersion current, String eTag) {
    if (!isVersioned(current.bucket())) {
      // A delete without a version id would remove bytes.
      return true;
    }
    try {
      s3.deleteObject(it -> it.bucket(current.bucket()).key(current.key()).ifMatch(eTag));
      return true;
    } catch (S3Exception e) {
      S3Failure failure = S3Failure.of(e);
      if (failure == S3Failure.ACCESS_DENIED || e.statusCode() == NOT_IMPLEMENTED) {
        LOG.warn(
            "delete marker failed bucket={} cause=\"S3 {} {}\"; a superseded version stays listed;"
                + " allow the service s3:DeleteObject on it",
            current.bucket(),
            e.statusCode(),
            S3Failure.code(e));
        return true;
      }
      if (failure == S3Failure.GONE || S3Failure.isConflict(e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean isVersioned(String bucket) {
    return s3.getBucketVersioning(it -> it.bucket(bucket)).status()
        == BucketVersioningStatus.ENABLED;
  }
}
