package dev.waybill.aws;

import dev.waybill.promotion.CopyPlan;
import dev.waybill.promotion.Destination;
import dev.waybill.record.object.Encryption;
import dev.waybill.settings.PromotedRetention;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Requests that begin a copy in parts. They repeat the source's attributes, as S3 has no COPY. */
final class UploadRequests {
  /** Headers that S3 does not require to be signed, as it does those named x-amz-…. */
  private static final Set<String> MAY_BE_UNSIGNED =
      Set.of(
          "content-disposition",
          "content-encoding",
          "content-language",
          "cache-control",
          "expires");

  private static final int MAX_ASCII = 0x7f;

  private UploadRequests() {}

  /** Returns the request without the headers that {@link #unsigned} returns. */
  static CreateMultipartUploadRequest create(CopyPlan plan, List<Tag> tags) {
    Destination to = plan.destination();
    Map<String, String> headers = plan.headers();
    CreateMultipartUploadRequest.Builder create =
        CreateMultipartUploadRequest.builder()
            .bucket(to.bucket())
            .key(to.key())
            .metadata(plan.metadata())
            .tagging(Tagging.builder().tagSet(tags).build())
            .contentType(headers.get("content-type"))
            .contentEncoding(signed(headers, "content-encoding"))
            .contentLanguage(signed(headers, "content-language"))
            .contentDisposition(signed(headers, "content-disposition"))
            .cacheControl(signed(headers, "cache-control"))
            .websiteRedirectLocation(headers.get("website-redirect-location"))
            .storageClass(headers.get("storage-class"))
            .checksumAlgorithm(ChecksumAlgorithm.SHA256)
            .checksumType(ChecksumType.COMPOSITE);
    addExpires(create, signed(headers, "expires"));
    addEncryption(create, plan.encryption());
    addRetention(create, plan.retention());
    return create.build();
  }

  /** Sends the text that S3 stores, because the SDK's own parameter accepts nothing but dates. */
  private static void addExpires(
      CreateMultipartUploadRequest.Builder create, @Nullable String expires) {
    if (expires != null) {
      create.overrideConfiguration(with -> with.putHeader("Expires", expires));
    }
  }

  private static void addEncryption(
      CreateMultipartUploadRequest.Builder create, Encryption encryption) {
    if (encryption.kmsKeyId() != null) {
      create
          .serverSideEncryption(encryption.algorithm())
          .ssekmsKeyId(encryption.kmsKeyId())
          .bucketKeyEnabled(encryption.bucketKey());
    }
  }

  private static void addRetention(
      CreateMultipartUploadRequest.Builder create, @Nullable PromotedRetention retention) {
    if (retention != null) {
      create
          .objectLockMode(retention.mode().name())
          .objectLockRetainUntilDate(Instant.now().plus(retention.time()));
    }
  }

  private static @Nullable String signed(Map<String, String> headers, String name) {
    return Optional.ofNullable(headers.get(name)).filter(UploadRequests::isAscii).orElse(null);
  }

  /**
   * Returns the headers that cannot be signed: a signature covers characters, and S3 stores bytes
   * of any encoding in them. Each character stands for one byte, as the client has read it.
   */
  static Map<String, String> unsigned(CopyPlan plan) {
    Map<String, String> unsigned = new TreeMap<>(plan.headers());
    unsigned
        .entrySet()
        .removeIf(
            header -> isAscii(header.getValue()) || !MAY_BE_UNSIGNED.contains(header.getKey()));
    return unsigned;
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c <= MAX_ASCII);
  }
}
