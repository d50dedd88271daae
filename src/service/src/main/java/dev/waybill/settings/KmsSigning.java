package dev.waybill.settings;

/**
 * Key of KMS that signs records, or the keys that do.
 *
 * @param key id, ARN or alias of an ECC_NIST_P256 key for signatures
 * @param delegated true when the key signs delegations to keys in memory instead of each record
 */
public record KmsSigning(String key, boolean delegated) {
  /** Returns the value of the setting. */
  public String uri() {
    return (delegated ? SigningKeyUri.DELEGATED : SigningKeyUri.EACH) + key;
  }
}
