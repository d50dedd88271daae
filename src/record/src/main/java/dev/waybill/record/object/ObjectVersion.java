package dev.waybill.record.object;

import java.util.Objects;

/**
 * Version of an S3 object: the unit of custody.
 *
 * @param bucket name of the bucket, never empty
 * @param key key as S3 stores it: decoded, 1 to 1024 bytes of UTF-8, untrusted input
 * @param versionId version id of S3; {@code "null"} for a version written without versioning
 */
public record ObjectVersion(String bucket, String key, String versionId) {
  /** Version id of objects that were written while versioning was not enabled. */
  public static final String NULL_VERSION = "null";

  public ObjectVersion {
    requireText(bucket, "bucket");
    requireText(key, "key");
    requireText(versionId, "versionId");
  }

  /**
   * Returns {@code s3://bucket/percent-encoded key?versionId=…}: an RFC 3986 URI that is safe to
   * print and to log.
   */
  public String uri() {
    return "s3://"
        + bucket
        + "/"
        + PercentEncoding.path(key)
        + "?versionId="
        + PercentEncoding.component(versionId);
  }

  private static void requireText(String value, String name) {
    if (Objects.requireNonNull(value, name).isEmpty()) {
      throw new IllegalArgumentException(name + " is empty");
    }
  }
}
