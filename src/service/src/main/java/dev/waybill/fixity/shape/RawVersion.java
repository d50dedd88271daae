package dev.waybill.fixity.shape;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Version or delete marker in the listing of the raw bucket.
 *
 * @param key the key, decoded
 * @param versionId the version id; {@code null} as text for a version without one
 * @param latest true for the newest version or marker of its key
 * @param marker true for a delete marker
 * @param size size in bytes; 0 for a delete marker
 * @param lastModified time at which it was written, in whole seconds
 * @param eTag ETag without quotes; null for a delete marker
 */
public record RawVersion(
    String key,
    String versionId,
    boolean latest,
    boolean marker,
    long size,
    Instant lastModified,
    @Nullable String eTag) {
  /** Returns true for an empty object that stands for a folder, as consoles create them. */
  boolean isFolder() {
    return !marker && size == 0 && key.endsWith("/");
  }
}
