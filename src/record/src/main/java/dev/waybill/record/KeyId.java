package dev.waybill.record;

import dev.waybill.record.object.Sha256;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** Key identifier in records (DSSE {@code keyid}): the OpenSSH fingerprint of the public key. */
public final class KeyId {
  /** Beginning of every fingerprint. */
  static final String PREFIX = "SHA256:";

  private KeyId() {}

  /**
   * Returns the fingerprint of a P-256 key, {@code SHA256:…} without padding.
   *
   * @throws IllegalArgumentException when the key is of another kind
   */
  public static String of(PublicKey key) {
    P256.require(key, "the key");
    byte[] blob = P256.openSshBlob((ECPublicKey) key);
    return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(Sha256.hash(blob).bytes());
  }
}
