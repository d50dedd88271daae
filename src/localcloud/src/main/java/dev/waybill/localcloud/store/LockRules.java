package dev.waybill.localcloud.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Object Lock rules for deleting a version and for changing its retention. */
final class LockRules {
  private LockRules() {}

  static void requireUnlocked(StoredVersion version, Instant now, boolean bypassGovernance) {
    Retention retention = version.retention();
    boolean retained = retention != null && retention.protects(now, bypassGovernance);
    if (Boolean.TRUE.equals(version.legalHold()) || retained) {
      throw new StoreException(
          S3ErrorCode.ACCESS_DENIED, "Access Denied because object protected by object lock.");
    }
  }

  static void requireMayChange(
      @Nullable Retention from, @Nullable Retention to, Instant now, boolean bypassGovernance) {
    if (from == null || !from.protects(now, bypassGovernance)) {
      return;
    }
    boolean longer =
        to != null
            && !to.until().isBefore(from.until())
            && (to.mode() == from.mode() || to.mode() == Retention.Mode.COMPLIANCE);
    if (!longer) {
      throw new StoreException(S3ErrorCode.ACCESS_DENIED);
    }
  }
}
