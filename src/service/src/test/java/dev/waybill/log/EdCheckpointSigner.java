package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.CosignedMessage;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;

/** Signer of checkpoints with one new Ed25519 key. */
final class EdCheckpointSigner implements CheckpointSigner {
  private final KeyPair pair;
  private final VerifierKey key;
  private int signatures;

  EdCheckpointSigner(String origin) {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    byte[] encoded = pair.getPublic().getEncoded();
    key =
        new VerifierKey(
            origin,
            NoteAlgorithm.ED25519,
            Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  @Override
  public String origin() {
    return key.name();
  }

  @Override
  public List<VerifierKey> keys() {
    return List.of(key);
  }

  /** Returns the number of signatures so far. */
  int signatures() {
    return signatures;
  }

  @Override
  public SignedNote sign(Checkpoint checkpoint) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(CosignedMessage.of(NoteAlgorithm.ED25519, key.name(), checkpoint.text(), 0));
      signatures++;
      return new SignedNote(
          checkpoint.text(), List.of(NoteSignature.of(key.name(), key.id(), signer.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
