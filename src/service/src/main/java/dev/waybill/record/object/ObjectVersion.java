package dev.waybill.record.object;

import dev.waybill.model.PercentEncoding;
import java.util.Objects;

/**
 * One version of one S3 object: the unit of custody.
 *
 * @param bucket the bucket's name, never empty
 * @param key the key as S3 stores it: decoded, 1 to 1024 bytes of UTF-8, foreign text
 * @param versionId S3's version id; {@code "null"} for a version written without versioning
 */
public record ObjectVersion(String bucket, String key, String versionId) {
  /** The version id S3 gives to objects that were written while versioning was not enabled. */
  public static final String NULL_VERSION = "null";

  public ObjectVersion {
    requireText(bucket, "bucket");
    requireText(key, "key");
    requireText(versionId, "versionId");
  }

  /** {@code s3://bucket/percent-encoded key?versionId=…}: RFC 3986, safe to print and to log. */
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
