package dev.waybill.record.log;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** Key of Ed25519 that signs notes in tests. */
public final class NoteTestKey {
  private static final int KEY_BYTES = 32;

  private final KeyPair pair;
  private final VerifierKey key;

  private NoteTestKey(KeyPair pair, VerifierKey key) {
    this.pair = pair;
    this.key = key;
  }

  /** Returns a new key of a log. */
  public static NoteTestKey ofLog(String name) {
    return generate(name, NoteAlgorithm.ED25519);
  }

  /** Returns a new key of a witness. */
  public static NoteTestKey ofWitness(String name) {
    return generate(name, NoteAlgorithm.ED25519_COSIGNATURE);
  }

  private static NoteTestKey generate(String name, NoteAlgorithm algorithm) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
      return new NoteTestKey(pair, new VerifierKey(name, algorithm, raw));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the public key. */
  public VerifierKey key() {
    return key;
  }

  /** Signs a text. */
  public NoteSignature sign(String text, long time) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(key.signedMessage(text, time));
      return key.signatureOf(time, signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
