package dev.waybill.provenance;

import dev.waybill.record.object.WriteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Statement of a sealed record that decides between versions of one key.
 *
 * @param versionId the sealed version
 * @param checksum the SHA-256 that S3 computes of a copy of the version: base64, with {@code -N}
 *     for a copy in N parts
 * @param wholeChecksum the SHA-256 that S3 computes of a copy in one request, base64; equal to
 *     {@code checksum} for a version that has no parts
 * @param order the position of the version among the writes of its key
 */
public record SealedVersion(
    String versionId, String checksum, String wholeChecksum, WriteOrder order) {
  /**
   * Returns true when a copy with this checksum can be one of the version: its promotion, or a copy
   * that put it back on top in one request.
   *
   * @param reported S3's SHA-256 of the copy, in S3's form; null when S3 has none
   */
  public boolean canHaveCopy(@Nullable String reported) {
    return checksum.equals(reported) || wholeChecksum.equals(reported);
  }
}
