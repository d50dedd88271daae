package dev.waybill.aws;

import dev.waybill.promotion.CopyPlan;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.PromotedRetention;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** SDK requests for objects. */
public final class ObjectRequests {
  private ObjectRequests() {}

  /** Returns the request to read one version. */
  public static GetObjectRequest get(ObjectVersion version) {
    return GetObjectRequest.builder()
        .bucket(version.bucket())
        .key(version.key())
        .versionId(version.versionId())
        .checksumMode(ChecksumMode.ENABLED)
        .build();
  }

  /** Returns the request to read the current version of a small object. */
  static GetObjectRequest get(String bucket, String key) {
    return GetObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        // Only with this mode S3 states the checksum that the SDK compares with the bytes.
        .checksumMode(ChecksumMode.ENABLED)
        .build();
  }

  /** Returns the request to delete one version, which leaves every other version as it is. */
  public static DeleteObjectRequest delete(ObjectVersion version) {
    return DeleteObjectRequest.builder()
        .bucket(version.bucket())
        .key(version.key())
        .versionId(version.versionId())
        .build();
  }

  /**
   * Returns the request for a copy in one request. The copy keeps tags, metadata, system headers
   * and encryption, and S3 computes its SHA-256.
   */
  public static CopyObjectRequest copy(CopyPlan plan) {
    CopyObjectRequest.Builder request =
        CopyObjectRequest.builder()
            .sourceBucket(plan.source().bucket())
            .sourceKey(plan.source().key())
            .sourceVersionId(plan.source().versionId())
            .copySourceIfMatch(plan.eTag())
            .destinationBucket(plan.destination().bucket())
            .destinationKey(plan.destination().key())
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .metadataDirective(MetadataDirective.COPY)
            .taggingDirective(TaggingDirective.COPY)
            .websiteRedirectLocation(plan.headers().get("website-redirect-location"))
            .storageClass(plan.headers().get("storage-class"));
    Encryption encryption = plan.encryption();
    if (encryption.kmsKeyId() != null) {
      request
          .serverSideEncryption(encryption.algorithm())
          .ssekmsKeyId(encryption.kmsKeyId())
          .bucketKeyEnabled(encryption.bucketKey());
    }
    PromotedRetention retention = plan.retention();
    if (retention != null) {
      request
          .objectLockMode(retention.mode().name())
          .objectLockRetainUntilDate(Instant.now().plus(retention.time()));
    }
    return plan.replacedETag() == null
        ? request.ifNoneMatch("*").build()
        : request.ifMatch(plan.replacedETag()).build();
  }
}
