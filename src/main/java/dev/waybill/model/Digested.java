package dev.waybill.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Second stage: every byte of the version was read once and hashed.
 *
 * @param received the stage before
 * @param sha256 of the whole object
 * @param parts digests part by part when the object is too large for one copy, otherwise null
 * @param size in bytes, as read
 * @param eTag of the bytes read, without quotes
 * @param checksumType S3's {@code FULL_OBJECT} or {@code COMPOSITE}, or null when none is stored
 * @param encryption as the same response reported it
 * @param headers content type and the other system metadata, by lower-case header name
 * @param metadata user metadata, by lower-case name
 * @param lastModified as S3 reports it
 * @param hashedAt when the last byte was hashed
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
    Instant hashedAt)
    implements Custody {
  public Digested {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
  }

  @Override
  public ObjectVersion version() {
    return received.version();
  }
}
