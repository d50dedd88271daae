package dev.waybill.camel;

import dev.waybill.model.Digested;
import dev.waybill.promotion.Destination;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Requests for one whole copy, pinned to one version. */
final class CopyRequests {
  private CopyRequests() {}

  /**
   * A request that keeps tags, metadata, content type and encryption, and has S3 compute the copy's
   * SHA-256.
   *
   * @param replaced the eTag that must be at the destination, or null when nothing may be there
   */
  static CopyObjectRequest of(Digested ours, Destination to, @Nullable String replaced) {
    CopyObjectRequest.Builder request =
        pinned(ours.version(), ours.eTag(), ours.headers(), ours.encryption(), to);
    return replaced == null ? request.ifNoneMatch("*").build() : request.ifMatch(replaced).build();
  }

  /** The same, of a version whose digest S3 is to say by it, if nothing is at the destination. */
  static CopyObjectRequest ahead(ObjectVersion from, ObjectAttributes seen, Destination to) {
    return pinned(from, seen.eTag(), seen.headers(), seen.encryption(), to)
        .ifNoneMatch("*")
        .build();
  }

  private static CopyObjectRequest.Builder pinned(
      ObjectVersion from,
      String eTag,
      Map<String, String> headers,
      Encryption encryption,
      Destination to) {
    CopyObjectRequest.Builder request =
        CopyObjectRequest.builder()
            .sourceBucket(from.bucket())
            .sourceKey(from.key())
            .sourceVersionId(from.versionId())
            .copySourceIfMatch(eTag)
            .destinationBucket(to.bucket())
            .destinationKey(to.key())
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .metadataDirective(MetadataDirective.COPY)
            .taggingDirective(TaggingDirective.COPY)
            .websiteRedirectLocation(headers.get("website-redirect-location"))
            .storageClass(headers.get("storage-class"));
    if (encryption.kmsKeyId() != null) {
      request
          .serverSideEncryption(encryption.algorithm())
          .ssekmsKeyId(encryption.kmsKeyId())
          .bucketKeyEnabled(encryption.bucketKey());
    }
    return request;
  }
}
