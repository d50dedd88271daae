package dev.waybill.signing;

/** Signature of a message, with the key that made it. */
public final class KeyedSignature {
  private final byte[] der;
  private final String keyId;

  /**
   * @param der the signature as ASN.1 DER
   * @param keyId fingerprint of the key that signed
   */
  public KeyedSignature(byte[] der, String keyId) {
    this.der = der.clone();
    this.keyId = keyId;
  }

  /** Returns a copy of the signature as ASN.1 DER. */
  public byte[] der() {
    return der.clone();
  }

  /** Returns the fingerprint of the key that signed. */
  public String keyId() {
    return keyId;
  }
}
