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

  private final S3Client s3;

  DeleteMarkers(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Puts a delete marker over a version. A denied request and a bucket without versioning leave the
   * version listed.
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
      if (failure == S3Failure.ACCESS_DENIED) {
        LOG.warn(
            "delete marker denied bucket={}; a superseded version stays listed, see waybill"
                + " baseline check",
            current.bucket());
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
