package dev.waybill.backfill;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Version that a backfill is to seal.
 *
 * @param key the key, untrusted
 * @param versionId the version id; {@code null} as text for a version without one
 * @param size size in bytes; null when the source does not state it
 * @param eTag ETag without quotes; null when the source does not state it
 * @param lastModified time of the write; null when the source does not state it
 */
public record BackfillVersion(
    String key,
    String versionId,
    @Nullable Long size,
    @Nullable String eTag,
    @Nullable Instant lastModified) {
  /** Returns the size; 0 when it is not known. */
  public long knownSize() {
    return size == null ? 0 : size;
  }
}
