package dev.waybill.model;

import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that S3 reports of an object version, from a GET or a HEAD.
 *
 * @param size the size in bytes
 * @param eTag the eTag without quotes
 * @param checksum the SHA-256 that S3 stores, base64; null when S3 stores none
 * @param checksumType {@code FULL_OBJECT}, {@code COMPOSITE} or null
 * @param encryption the server-side encryption
 * @param headers content type and the other system metadata, by lower-case header name
 * @param metadata user metadata, by lower-case name
 * @param tagCount the number of tags; null when S3 states none, because there is no tag or Waybill
 *     may not see any
 * @param lastModified the time of the last modification
 */
public record ObjectAttributes(
    long size,
    String eTag,
    @Nullable String checksum,
    @Nullable String checksumType,
    Encryption encryption,
    Map<String, String> headers,
    Map<String, String> metadata,
    @Nullable Integer tagCount,
    Instant lastModified) {
  /**
   * Returns the stored SHA-256 of the whole object, base64; empty when S3 stores none or only a
   * composite of the parts' digests.
   */
  public Optional<String> storedSha256() {
    return Optional.ofNullable(checksum).filter(it -> "FULL_OBJECT".equals(checksumType));
  }

  /** Returns the stage that a version with these attributes reaches with its digest. */
  public Digested digested(
      Received received,
      Sha256 sha256,
      @Nullable PartDigests parts,
      Instant at,
      Hasher hasher,
      @Nullable ObjectVersion copy) {
    return new Digested(
        received,
        sha256,
        parts,
        size,
        eTag,
        checksumType,
        encryption,
        headers,
        metadata,
        tagCount,
        lastModified,
        at,
        hasher,
        copy);
  }
}
