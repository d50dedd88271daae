package dev.waybill.reconcile.row;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Version or delete marker that is there. Its bucket is that of its source.
 *
 * @param key key, untrusted
 * @param versionId version id; {@code null} as text for a version without one
 * @param isDeleteMarker true for a delete marker
 * @param isCurrent true for the newest version or delete marker of the key
 * @param size size in bytes; 0 for a delete marker
 * @param eTag ETag without quotes; null when the source states none
 * @param lastModified time of the write
 * @param sha256 SHA-256 of the whole object, 64 lower-case hexadecimal digits; null when unknown
 * @param encryption encryption as the source states it; null when unknown
 * @param storageClass storage class; null when unknown
 */
public record ThereRow(
    String key,
    String versionId,
    boolean isDeleteMarker,
    boolean isCurrent,
    long size,
    @Nullable String eTag,
    Instant lastModified,
    @Nullable String sha256,
    @Nullable String encryption,
    @Nullable String storageClass) {
  public ThereRow {
    if (versionId.isEmpty() || size < 0) {
      throw new IllegalArgumentException("no version " + versionId + " of size " + size);
    }
    key = RowText.cut(key, RowText.MAX_KEY);
    versionId = RowText.cut(versionId, RowText.MAX_KEY);
    eTag = RowText.cutOrNull(eTag, RowText.MAX_TEXT);
    encryption = RowText.cutOrNull(encryption, RowText.MAX_TEXT);
    storageClass = RowText.cutOrNull(storageClass, RowText.MAX_TEXT);
  }
}
