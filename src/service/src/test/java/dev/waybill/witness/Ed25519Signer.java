package dev.waybill.witness;

import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 key of a test, the same for the same name, as a log or as a witness. */
public final class Ed25519Signer implements Cosigner {
  private final Ed25519PrivateKeyParameters privateKey;
  private final VerifierKey key;

  private Ed25519Signer(String name, NoteAlgorithm algorithm, String seed) {
    privateKey = new Ed25519PrivateKeyParameters(Sha256.hash(seed).bytes(), 0);
    key = new VerifierKey(name, algorithm, privateKey.generatePublicKey().getEncoded());
  }

  public static Ed25519Signer ofLog(String name) {
    return new Ed25519Signer(name, NoteAlgorithm.ED25519, name);
  }

  /** Returns a key of a log with this name that another key also has. */
  public static Ed25519Signer ofLog(String name, String seed) {
    return new Ed25519Signer(name, NoteAlgorithm.ED25519, seed);
  }

  public static Ed25519Signer ofWitness(String name) {
    return new Ed25519Signer(name, NoteAlgorithm.ED25519_COSIGNATURE, name);
  }

  public VerifierKey key() {
    return key;
  }

  @Override
  public List<VerifierKey> keys() {
    return List.of(key);
  }

  public NoteSignature sign(String text, Instant time) {
    byte[] message = key.signedMessage(text, time.getEpochSecond());
    byte[] raw = new byte[64];
    privateKey.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, raw, 0);
    return key.signatureOf(time.getEpochSecond(), raw);
  }

  @Override
  public List<NoteSignature> cosign(String text, Instant time) {
    return List.of(sign(text, time));
  }
}
