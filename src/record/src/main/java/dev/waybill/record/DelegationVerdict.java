package dev.waybill.record;

import dev.waybill.record.trust.DelegationFailure;
import org.jspecify.annotations.Nullable;

/**
 * Result of the verification of a delegation.
 *
 * @param delegation the delegation; null when it does not make its key trusted
 * @param problem reason why it does not, which begins with its name; empty when it does
 */
public record DelegationVerdict(@Nullable DelegationStatement delegation, String problem) {
  /** Returns true when only a revocation keeps the key from being trusted. */
  public boolean isRevoked() {
    return problem.startsWith(DelegationFailure.REVOKED.label() + ":");
  }
}
