package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.util.List;

/** Signer of checkpoints with every key of the log. */
public interface CheckpointSigner {
  /** Returns the name of the log, which is also the name of its keys. */
  String origin();

  /** Returns the public keys, in the order of the signatures. */
  List<VerifierKey> keys();

  /** Signs a checkpoint. */
  SignedNote sign(Checkpoint checkpoint);
}
