package dev.waybill.verify;

import dev.waybill.provenance.PublishedDelegation;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.DelegationVerdict;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.verify.KeyStatus.Delegator;
import dev.waybill.verify.KeyStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inventory of the keys that published delegations are about. */
public final class DelegatedKeyInventory {
  private final RecordVerifier verifier;
  private final Function<String, Optional<TrustPeriod>> limits;
  private final Instant now;

  private DelegatedKeyInventory(
      RecordVerifier verifier, Function<String, Optional<TrustPeriod>> limits, Instant now) {
    this.verifier = verifier;
    this.limits = limits;
    this.now = now;
  }

  /**
   * Returns the status of each delegated key.
   *
   * @param verifier verifier of the trusted keys
   * @param place the buckets that delegations must be for, and the operator's limits of keys
   */
  public static List<KeyStatus> of(
      RecordVerifier verifier,
      Delegations place,
      List<PublishedDelegation> published,
      Instant now) {
    Map<String, StoredDelegation> byName =
        published.stream()
            .collect(
                Collectors.toMap(
                    PublishedDelegation::name,
                    it -> new StoredDelegation(it.bundle(), it.publishedAt())));
    Delegations delegations =
        new Delegations(
            keyId -> Optional.ofNullable(byName.get(DelegationStatement.key(keyId))),
            place.provenance(),
            place.raw(),
            place.limits());
    DelegatedKeyInventory inventory =
        new DelegatedKeyInventory(verifier.with(delegations), place.limits(), now);
    return published.stream().map(inventory::status).toList();
  }

  private KeyStatus status(PublishedDelegation object) {
    String keyId = DelegationStatement.named(object.bundle()).orElse(null);
    if (keyId == null) {
      return rejected(object, "delegation-malformed: names no key");
    }
    if (!isNameOf(object.name(), keyId)) {
      return rejected(object, "its name is not that of the delegation of its key");
    }
    DelegationVerdict then = verifier.delegation(keyId, object.publishedAt());
    DelegationStatement delegation = then.delegation();
    if (delegation == null) {
      return then.isRevoked()
          ? new KeyStatus(keyId, State.REVOKED, null, object.publishedAt(), then.problem())
          : rejected(object, then.problem());
    }
    return status(object, keyId, delegation);
  }

  private KeyStatus status(
      PublishedDelegation object, String keyId, DelegationStatement delegation) {
    TrustPeriod period =
        new TrustPeriod(delegation.notBefore(), delegation.notAfter(), revocation(keyId));
    State state = now.isAfter(delegation.notAfter()) ? State.LIMITED : State.DELEGATED;
    DelegationVerdict present = verifier.delegation(keyId, now);
    String note = "";
    if (present.isRevoked()) {
      state = State.REVOKED;
      note = present.problem();
    }
    return new KeyStatus(
        keyId,
        state,
        period,
        object.publishedAt(),
        note,
        new Delegator(delegation.delegator(), delegation.keyId()));
  }

  private @Nullable Instant revocation(String keyId) {
    return limits.apply(keyId).map(TrustPeriod::revokedAt).orElse(null);
  }

  private static boolean isNameOf(String name, String keyId) {
    try {
      return DelegationStatement.key(keyId).equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static KeyStatus rejected(PublishedDelegation object, String problem) {
    return new KeyStatus(object.name(), State.REJECTED, null, object.publishedAt(), problem);
  }
}
