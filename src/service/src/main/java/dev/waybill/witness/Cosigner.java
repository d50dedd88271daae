package dev.waybill.witness;

import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import java.time.Instant;
import java.util.List;

/** Signer of checkpoints with every key of a witness (C2SP tlog-cosignature). */
public interface Cosigner {
  /** Returns the public keys, in the order of the cosignatures. */
  List<VerifierKey> keys();

  /**
   * Cosigns the text of a checkpoint, once with each key.
   *
   * @param time the time that the cosignatures state, after 1970
   */
  List<NoteSignature> cosign(String text, Instant time);
}
