package dev.waybill.record.trust;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Delegations that a verifier may use, and what they must be for.
 *
 * @param source finds the delegation of a key by its fingerprint; throws when it cannot tell
 * @param provenance bucket that holds the records; null when it is not known
 * @param raw bucket whose objects the records are about; null when the records alone say it
 * @param limits times of keys that the operator limits or revokes, by fingerprint
 */
public record Delegations(
    Function<String, Optional<StoredDelegation>> source,
    @Nullable String provenance,
    @Nullable String raw,
    Function<String, Optional<TrustPeriod>> limits) {
  /** No delegation: only listed keys are trusted. */
  public static final Delegations NONE = ofFiles(key -> Optional.empty());

  /** Returns delegations outside of their bucket. */
  public static Delegations ofFiles(Function<String, Optional<StoredDelegation>> source) {
    return new Delegations(source, null, null, key -> Optional.empty());
  }
}
