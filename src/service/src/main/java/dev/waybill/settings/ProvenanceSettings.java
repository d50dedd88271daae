package dev.waybill.settings;

import java.time.Duration;

/**
 * Bucket of the sealed records, and the time during which no user can delete a record.
 *
 * @param bucket bucket with Object Lock
 * @param retention retention of each record; zero leaves it to the bucket's default
 * @param mode Object Lock mode of each record
 * @param renewBefore longest time before its end at which the retention of evidence is renewed;
 *     zero renews nothing
 */
public record ProvenanceSettings(
    String bucket, Duration retention, RetentionMode mode, Duration renewBefore) {
  /**
   * @throws IllegalArgumentException when the bucket's name or the retention is not legal
   */
  public ProvenanceSettings {
    StorageDeclarations.PROVENANCE_BUCKET.check(bucket);
    StorageDeclarations.PROVENANCE_RETENTION.check(retention);
    StorageDeclarations.PROVENANCE_RENEWAL.check(renewBefore);
  }

  /** Modes of S3 Object Lock. */
  public enum RetentionMode {
    GOVERNANCE,
    COMPLIANCE
  }
}
