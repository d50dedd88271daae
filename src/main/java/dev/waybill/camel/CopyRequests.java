package dev.waybill.camel;

import dev.waybill.model.Digested;
import dev.waybill.model.Encryption;
import dev.waybill.model.ObjectVersion;
import dev.waybill.promotion.Destination;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Requests for one whole copy, pinned to the version that was hashed. */
final class CopyRequests {
  private CopyRequests() {}

  /**
   * A request that keeps tags, metadata, content type and encryption, and has S3 compute the copy's
   * SHA-256.
   *
   * @param replaced the eTag that must be at the destination, or null when nothing may be there
   */
  static CopyObjectRequest of(Digested ours, Destination to, @Nullable String replaced) {
    ObjectVersion from = ours.version();
    CopyObjectRequest.Builder request =
        CopyObjectRequest.builder()
            .sourceBucket(from.bucket())
            .sourceKey(from.key())
            .sourceVersionId(from.versionId())
            .copySourceIfMatch(ours.eTag())
            .destinationBucket(to.bucket())
            .destinationKey(to.key())
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .metadataDirective(MetadataDirective.COPY)
            .taggingDirective(TaggingDirective.COPY)
            .websiteRedirectLocation(ours.headers().get("website-redirect-location"))
            .storageClass(ours.headers().get("storage-class"));
    Encryption encryption = ours.encryption();
    if (encryption.kmsKeyId() != null) {
      request
          .serverSideEncryption(encryption.algorithm())
          .ssekmsKeyId(encryption.kmsKeyId())
          .bucketKeyEnabled(encryption.bucketKey());
    }
    return replaced == null ? request.ifNoneMatch("*").build() : request.ifMatch(replaced).build();
  }
}
