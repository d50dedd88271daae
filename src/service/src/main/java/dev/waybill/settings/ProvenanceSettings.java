package dev.waybill.settings;

import java.time.Duration;

/**
 * Where records are sealed and for how long nobody can delete them.
 *
 * @param bucket {@code waybill.provenance.bucket}, with Object Lock
 * @param retention {@code waybill.provenance.retention}: each record's own retention; zero leaves
 *     it to the bucket's default
 * @param mode {@code waybill.provenance.retention-mode}: GOVERNANCE or COMPLIANCE
 */
public record ProvenanceSettings(String bucket, Duration retention, RetentionMode mode) {
  /**
   * @throws IllegalArgumentException when the bucket's name is illegal or the retention negative
   */
  public ProvenanceSettings {
    Key.check(Keys.PROVENANCE_BUCKET, bucket);
    InvalidSettingException.unless(
        !retention.isNegative(), Keys.PROVENANCE_RETENTION.name(), "must not be negative");
  }

  /** S3 Object Lock's two modes. */
  public enum RetentionMode {
    GOVERNANCE,
    COMPLIANCE
  }
}
