package dev.waybill.evidence;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.KeyId;
import dev.waybill.record.PublicKeyPem;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** The record, the key that signed it, and the list of trusted keys. */
public final class SealedParts {
  private SealedParts() {}

  /**
   * Adds the parts.
   *
   * @param record content of the record, which is valid
   * @param bytes the record as it is stored
   * @param trusted keys of which one signed the record, delegated ones included
   * @param list the operator's list of trusted keys; empty without one
   * @param withoutList reason why there is no list, and why the key is trusted then
   */
  public static void add(
      EvidenceBuilder pack,
      CustodyRecord record,
      byte[] bytes,
      List<PublicKey> trusted,
      Optional<byte[]> list,
      String withoutList) {
    pack.add(PackNames.RECORD, bytes);
    trusted.stream()
        .filter(it -> KeyId.of(it).equals(record.keyId()))
        .findFirst()
        .ifPresentOrElse(
            it -> pack.add(PackNames.KEY, PublicKeyPem.write(it)),
            () -> pack.absent("key", "the key that signed is not among the trusted ones"));
    list.ifPresentOrElse(
        it -> pack.add(PackNames.TRUSTED_KEYS, it),
        () -> pack.absent("trusted-keys", "waybill.trust.keys names no list of trusted keys"));
  }

  /**
   * Adds the delegation of the key that signed the record.
   *
   * @param bundle the delegation as it is stored
   * @param trusted keys of which one signed the delegation
   */
  public static void addDelegation(
      EvidenceBuilder pack,
      DelegationStatement delegation,
      byte[] bundle,
      List<PublicKey> trusted) {
    pack.add(PackNames.DELEGATION, bundle);
    trusted.stream()
        .filter(it -> KeyId.of(it).equals(delegation.keyId()))
        .findFirst()
        .ifPresent(it -> pack.add(PackNames.DELEGATOR, PublicKeyPem.write(it)));
  }
}
