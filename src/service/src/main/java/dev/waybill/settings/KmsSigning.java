package dev.waybill.settings;

/**
 * Key of KMS that signs records.
 *
 * @param key id, ARN or alias of an ECC_NIST_P256 key for signatures
 */
public record KmsSigning(String key) {
  /** Returns the value of the setting. */
  public String uri() {
    return SigningKeyUri.KMS + key;
  }
}
