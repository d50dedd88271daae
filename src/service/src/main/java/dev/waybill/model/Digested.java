package dev.waybill.model;

import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Second stage: the digest of the version's bytes is known, by reading each of them once or, where
 * a deployment trusts S3 with it, by S3's own word.
 *
 * @param received the stage before
 * @param sha256 of the whole object
 * @param parts digests part by part when the object is too large for one copy, otherwise null
 * @param size in bytes
 * @param eTag of the version, without quotes
 * @param checksumType S3's {@code FULL_OBJECT} or {@code COMPOSITE}, or null when none is stored
 * @param encryption as the same response reported it
 * @param headers content type and the other system metadata, by lower-case header name
 * @param metadata user metadata, by lower-case name
 * @param lastModified as S3 reports it
 * @param hashedAt when the last byte was hashed, or S3 had said the digest
 * @param hasher who computed the digest
 * @param copy the copy that S3 computed the digest of, not sealed yet; null unless it did
 */
public record Digested(
    Received received,
    Sha256 sha256,
    @Nullable PartDigests parts,
    long size,
    String eTag,
    @Nullable String checksumType,
    Encryption encryption,
    Map<String, String> headers,
    Map<String, String> metadata,
    Instant lastModified,
    Instant hashedAt,
    Hasher hasher,
    @Nullable ObjectVersion copy)
    implements Custody {
  public Digested {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    if ((hasher == Hasher.S3_COPY) != (copy != null)) {
      throw new IllegalArgumentException("a copy is named if, and only if, its digest is this one");
    }
  }
}
