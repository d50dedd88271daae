package dev.waybill.log;

import dev.waybill.record.Bundle;
import dev.waybill.record.KeyId;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/** P-256 key in memory that signs statements as the service's key does. */
public final class TestKeyPair {
  private final KeyPair pair;

  private TestKeyPair(KeyPair pair) {
    this.pair = pair;
  }

  /** Creates a new key. */
  public static TestKeyPair create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TestKeyPair(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the public key. */
  public PublicKey getPublic() {
    return pair.getPublic();
  }

  /** Returns the fingerprint of the key. */
  public String id() {
    return KeyId.of(getPublic());
  }

  /** Returns a verifier that trusts this key alone. */
  public RecordVerifier verifier() {
    return new RecordVerifier(List.of(getPublic()));
  }

  /** Signs a message; returns the signature as ASN.1 DER. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs a statement; returns it in a bundle. */
  public byte[] seal(byte[] statement) {
    return Bundle.write(statement, sign(Pae.of(statement)), id());
  }
}
