package dev.waybill.record.log;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entry of the log: one sealed record.
 *
 * @param kind reason why the entry was added
 * @param recordKey key of the record in the provenance bucket
 * @param recordSha256 digest of the record object
 * @param version the sealed version
 * @param size size of the version in bytes
 * @param eTag the version's ETag; null when the record states none
 * @param sha256 digest of the version's bytes
 * @param destinationKey key that the version is promoted to; null when it stays
 * @param destinationBucket bucket that the version is promoted to when it is another one than its
 *     own; otherwise null
 * @param sealedAt time at which the record was stored
 */
public record LogEntry(
    EntryKind kind,
    String recordKey,
    Sha256 recordSha256,
    ObjectVersion version,
    long size,
    @Nullable String eTag,
    Sha256 sha256,
    @Nullable String destinationKey,
    @Nullable String destinationBucket,
    Instant sealedAt) {
  /** Limit for the size of a version: JSON numbers above it are not exact (RFC 8785). */
  private static final long MAX_SIZE = (1L << 53) - 1;

  public LogEntry {
    if (recordKey.isEmpty() || size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("no entry of " + recordKey + " with size " + size);
    }
    if (destinationBucket != null
        && (destinationKey == null || destinationBucket.equals(version.bucket()))) {
      throw new IllegalArgumentException("an entry states no other bucket than that of its copy");
    }
  }

  /** Creates the entry of a version that stays in its bucket. */
  public LogEntry(
      EntryKind kind,
      String recordKey,
      Sha256 recordSha256,
      ObjectVersion version,
      long size,
      @Nullable String eTag,
      Sha256 sha256,
      @Nullable String destinationKey,
      Instant sealedAt) {
    this(
        kind, recordKey, recordSha256, version, size, eTag, sha256, destinationKey, null, sealedAt);
  }

  /** Returns the bucket of the promoted copy. */
  public String bucketOfCopy() {
    return Objects.requireNonNullElse(destinationBucket, version.bucket());
  }

  /**
   * Returns the entry's bytes: canonical JSON, so that equal entries have equal bytes.
   *
   * @throws IllegalArgumentException when it is larger than the log's format allows
   */
  public byte[] bytes() {
    return LogEntryJson.write(this);
  }

  /**
   * Parses the bytes of an entry.
   *
   * @throws InvalidLogException when the bytes are not exactly those of an entry
   */
  public static LogEntry parse(byte[] bytes) {
    return LogEntryJson.read(bytes);
  }

  /** Returns true when a record object has the digest that the entry states. */
  public boolean isOf(byte[] record) {
    return Sha256.hash(record).equals(recordSha256);
  }

  /** Returns the hash of the entry in the tree. */
  public TreeHash leafHash() {
    return TreeHash.ofEntry(bytes());
  }
}
