package dev.waybill.fixity.examine;

import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Statement of S3 about one version, from the headers of a response.
 *
 * @param versionId version id; {@code "null"} for an object without one
 * @param size size in bytes
 * @param eTag ETag without quotes
 * @param checksum stored SHA-256 in S3's form: base64, with {@code -N} for an object of N parts;
 *     null when S3 stores none
 * @param encryption server-side encryption
 * @param lockMode Object Lock mode; null when the version has no retention, or S3 does not state it
 * @param retainUntil end of the retention; null when there is none, or S3 does not state it
 * @param lastModified time of the write
 */
public record ObjectState(
    String versionId,
    long size,
    String eTag,
    @Nullable String checksum,
    Encryption encryption,
    @Nullable String lockMode,
    @Nullable Instant retainUntil,
    Instant lastModified) {
  /** Returns the version for further requests about the same bytes. */
  PinnedVersion pinned(String bucket, String key) {
    return new PinnedVersion(bucket, key, requestedId(), eTag, size);
  }

  /** Returns the version id as requests state it; null for the version of an unversioned bucket. */
  public @Nullable String requestedId() {
    return versionId.equals(ObjectVersion.NULL_VERSION) ? null : versionId;
  }

  /**
   * Returns the same statement with another retention.
   *
   * @param retention the retention; null for none
   */
  ObjectState with(@Nullable StatedRetention retention) {
    return new ObjectState(
        versionId,
        size,
        eTag,
        checksum,
        encryption,
        retention == null ? null : retention.mode(),
        retention == null ? null : retention.until(),
        lastModified);
  }
}
