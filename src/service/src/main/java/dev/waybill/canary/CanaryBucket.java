package dev.waybill.canary;

import org.jspecify.annotations.Nullable;

/** Bucket that canaries are uploaded to. */
@FunctionalInterface
public interface CanaryBucket {
  /**
   * Uploads a text object.
   *
   * @throws RuntimeException when S3 cannot be reached
   */
  UploadResponse put(String key, byte[] content);

  /** Response of S3 to an upload. */
  sealed interface UploadResponse {
    /**
     * Response to a successful upload.
     *
     * @param versionId version that S3 created; null when the bucket is not versioned
     * @param encryption name of the encryption method; null when S3 states none
     * @param kmsKeyId ID or ARN of the KMS key; null when S3 states none
     * @param kms whether the encryption method is SSE-KMS
     * @param bucketKey whether the object is encrypted with an S3 bucket key
     */
    record Stored(
        @Nullable String versionId,
        @Nullable String encryption,
        @Nullable String kmsKeyId,
        boolean kms,
        boolean bucketKey)
        implements UploadResponse {}

    /**
     * Error response to an upload.
     *
     * @param reason kind of error
     * @param code error code of S3; empty when S3 sent none
     */
    record Rejected(Reason reason, String code) implements UploadResponse {}
  }

  /** Kind of error that S3 rejects an upload with. */
  enum Reason {
    /** The caller lacks a permission in S3. */
    ACCESS_DENIED,
    /** The caller must not use the KMS key, or the key is disabled. */
    KMS_DENIED,
    /** The caller's credentials are invalid or expired. */
    CREDENTIALS,
    /** Any other error. */
    OTHER
  }
}
