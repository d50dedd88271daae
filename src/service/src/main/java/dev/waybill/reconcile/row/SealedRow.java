package dev.waybill.reconcile.row;

import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Version of the raw bucket that an entry of the log states as sealed.
 *
 * @param kind reason why the entry was added
 * @param key key of the sealed version
 * @param versionId version id of the sealed version
 * @param size size in bytes
 * @param eTag ETag of the sealed version; null when its record states none
 * @param sha256 SHA-256 of its bytes, 64 lower-case hexadecimal digits
 * @param destinationKey key that the version is promoted to; null when it stays
 * @param destinationVersionId version id of the promoted copy; null when the entry states none
 * @param recordKey key of the record in the provenance bucket
 * @param sealedAt time at which the record was stored
 * @param index index of the entry in the log
 * @param isAway true when the version is promoted to another bucket, which is not reconciled with
 *     it
 */
public record SealedRow(
    EntryKind kind,
    String key,
    String versionId,
    long size,
    @Nullable String eTag,
    String sha256,
    @Nullable String destinationKey,
    @Nullable String destinationVersionId,
    String recordKey,
    Instant sealedAt,
    long index,
    boolean isAway) {
  /** Creates the row of a version that stays in its bucket. */
  public SealedRow(
      EntryKind kind,
      String key,
      String versionId,
      long size,
      @Nullable String eTag,
      String sha256,
      @Nullable String destinationKey,
      @Nullable String destinationVersionId,
      String recordKey,
      Instant sealedAt,
      long index) {
    this(
        kind,
        key,
        versionId,
        size,
        eTag,
        sha256,
        destinationKey,
        destinationVersionId,
        recordKey,
        sealedAt,
        index,
        false);
  }

  /** Returns the row of an entry of the log. */
  public static SealedRow of(long index, LogEntry entry) {
    return new SealedRow(
        entry.kind(),
        entry.version().key(),
        entry.version().versionId(),
        entry.size(),
        entry.eTag(),
        entry.sha256().hex(),
        entry.destinationKey(),
        null,
        entry.recordKey(),
        entry.sealedAt(),
        index,
        entry.destinationBucket() != null);
  }
}
