package dev.waybill.settings;

import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.time.Duration;

/**
 * Object Lock retention of promoted versions.
 *
 * @param time time during which a promoted version cannot be deleted; positive
 * @param mode Object Lock mode
 */
public record PromotedRetention(Duration time, RetentionMode mode) {
  /**
   * @throws IllegalArgumentException when the time is zero or not legal
   */
  public PromotedRetention {
    StorageDeclarations.RAW_RETENTION.check(time);
    InvalidSettingException.unless(
        !time.isZero(), StorageDeclarations.RAW_RETENTION.key(), "must be longer than 0s");
  }
}
