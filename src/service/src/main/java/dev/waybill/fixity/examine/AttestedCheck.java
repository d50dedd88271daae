package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.Encryption;
import dev.waybill.settings.PromotedRetention;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Comparison of S3's statement about a version with what was sealed and promised. */
final class AttestedCheck {
  /** Time by which the clocks of S3 and of the service that promotes may differ, and one copy. */
  private static final Duration TOLERANCE = Duration.ofMinutes(20);

  private final PromotedPromise promise;

  AttestedCheck(PromotedPromise promise) {
    this.promise = promise;
  }

  /**
   * Returns the defect; empty when there is none.
   *
   * @param sealed encryption that the record states; null when it is not known
   * @param isPromoted true for a promoted copy, which has a retention
   */
  Optional<ObjectFinding> defect(
      ObjectState state, @Nullable Encryption sealed, boolean isPromoted, Instant now) {
    if (sealed != null && isReencrypted(state.encryption(), sealed)) {
      return Optional.of(
          ObjectFinding.of(
              FixityCondition.REENCRYPTED,
              state,
              "encrypted with another key or method than sealed"));
    }
    PromotedRetention retention = promise.retention();
    return isPromoted && retention != null ? weakened(state, retention, now) : Optional.empty();
  }

  private boolean isReencrypted(Encryption actual, Encryption sealed) {
    if (sealed.algorithm() == null) {
      return false;
    }
    String key = sealed.kmsKeyId();
    if (key != null) {
      return !sealed.algorithm().equals(actual.algorithm()) || !isSameKey(key, actual.kmsKeyId());
    }
    // A copy of an object without a KMS key gets the default encryption of the bucket.
    return actual.kmsKeyId() != null && !isDefaultKey(actual.kmsKeyId());
  }

  private boolean isDefaultKey(String actual) {
    String key = promise.kmsKey();
    return key != null && (key.contains("alias/") || isSameKey(key, actual));
  }

  private static boolean isSameKey(String one, @Nullable String other) {
    return other != null && keyId(one).equals(keyId(other));
  }

  /** S3 reports ARNs; some emulators report the id that the writer named. */
  private static String keyId(String idOrArn) {
    return idOrArn.substring(idOrArn.lastIndexOf('/') + 1);
  }

  private Optional<ObjectFinding> weakened(
      ObjectState state, PromotedRetention retention, Instant now) {
    Instant promised = state.lastModified().plus(retention.time()).minus(TOLERANCE);
    if (state.lastModified().isBefore(promise.since()) || !promised.isAfter(now)) {
      return Optional.empty();
    }
    Instant until = state.retainUntil();
    if (until == null || state.lockMode() == null) {
      return Optional.of(
          ObjectFinding.of(FixityCondition.RETENTION_WEAKENED, state, "it has no retention"));
    }
    if (until.isBefore(promised)) {
      return Optional.of(
          ObjectFinding.of(
              FixityCondition.RETENTION_WEAKENED,
              state,
              "retained until " + until + " and not for " + retention.time().toSeconds() + " s"));
    }
    boolean isWeaker =
        retention.mode().name().equals("COMPLIANCE") && !state.lockMode().equals("COMPLIANCE");
    return isWeaker
        ? Optional.of(
            ObjectFinding.of(
                FixityCondition.RETENTION_WEAKENED,
                state,
                "its retention is not in COMPLIANCE mode"))
        : Optional.empty();
  }
}
