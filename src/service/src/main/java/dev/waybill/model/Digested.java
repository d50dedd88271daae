package dev.waybill.model;

import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.StoredChecksum;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Second stage: the digest of the version is known. Either Waybill read and hashed each byte once,
 * or S3 stated the digest, if the deployment trusts it to.
 *
 * @param received the previous stage
 * @param sha256 the digest of the whole object
 * @param parts the digests of the parts when the object is too large for one copy, otherwise null
 * @param chunks the digests of the chunks when the object is large and Waybill read it, otherwise
 *     null
 * @param size the size in bytes
 * @param eTag the version's eTag without quotes
 * @param checksumType S3's {@code FULL_OBJECT} or {@code COMPOSITE}, or null when none is stored
 * @param encryption the encryption that the same response reported
 * @param headers the content type and the other system metadata, by lower-case header name
 * @param metadata the user metadata, by lower-case name
 * @param tagCount the number of tags; null when S3 stated none
 * @param lastModified the modification time that S3 reports
 * @param hashedAt the time the last byte was hashed, or S3 stated the digest
 * @param hasher the party that computed the digest
 * @param copy the copy from which S3 computed the digest, not sealed yet; null for other hashers
 * @param stored the comparison with the checksum that S3 stores; null unless a backfill made it
 */
public record Digested(
    Received received,
    Sha256 sha256,
    @Nullable PartDigests parts,
    @Nullable PartDigests chunks,
    long size,
    String eTag,
    @Nullable String checksumType,
    Encryption encryption,
    Map<String, String> headers,
    Map<String, String> metadata,
    @Nullable Integer tagCount,
    Instant lastModified,
    Instant hashedAt,
    Hasher hasher,
    @Nullable ObjectVersion copy,
    @Nullable StoredChecksum stored)
    implements Custody {
  public Digested {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    if ((hasher == Hasher.S3_COPY) != (copy != null)) {
      throw new IllegalArgumentException(
          "a copy must be named exactly when S3 computed the digest from it");
    }
  }

  /** Creates the stage of a version that no backfill found. */
  public Digested(
      Received received,
      Sha256 sha256,
      @Nullable PartDigests parts,
      @Nullable PartDigests chunks,
      long size,
      String eTag,
      @Nullable String checksumType,
      Encryption encryption,
      Map<String, String> headers,
      Map<String, String> metadata,
      @Nullable Integer tagCount,
      Instant lastModified,
      Instant hashedAt,
      Hasher hasher,
      @Nullable ObjectVersion copy) {
    this(
        received,
        sha256,
        parts,
        chunks,
        size,
        eTag,
        checksumType,
        encryption,
        headers,
        metadata,
        tagCount,
        lastModified,
        hashedAt,
        hasher,
        copy,
        null);
  }

  /** Creates the stage of a version without digests of chunks. */
  public Digested(
      Received received,
      Sha256 sha256,
      @Nullable PartDigests parts,
      long size,
      String eTag,
      @Nullable String checksumType,
      Encryption encryption,
      Map<String, String> headers,
      Map<String, String> metadata,
      @Nullable Integer tagCount,
      Instant lastModified,
      Instant hashedAt,
      Hasher hasher,
      @Nullable ObjectVersion copy) {
    this(
        received,
        sha256,
        parts,
        null,
        size,
        eTag,
        checksumType,
        encryption,
        headers,
        metadata,
        tagCount,
        lastModified,
        hashedAt,
        hasher,
        copy);
  }

  /** Returns the stage with digests of the object's chunks; null for none. */
  public Digested withChunks(@Nullable PartDigests digests) {
    return with(digests, stored);
  }

  /** Returns the stage with the comparison of the stored checksum; null for none. */
  public Digested withStored(@Nullable StoredChecksum comparison) {
    return with(chunks, comparison);
  }

  private Digested with(@Nullable PartDigests digests, @Nullable StoredChecksum comparison) {
    return new Digested(
        received,
        sha256,
        parts,
        digests,
        size,
        eTag,
        checksumType,
        encryption,
        headers,
        metadata,
        tagCount,
        lastModified,
        hashedAt,
        hasher,
        copy,
        comparison);
  }
}
