package dev.waybill.log.cosign;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Newest checkpoint of the log, verified.
 *
 * @param checkpoint the checkpoint
 * @param note its note with the valid signatures of the log, and no others
 */
record VerifiedCheckpoint(Checkpoint checkpoint, SignedNote note) {
  /**
   * Reads the newest checkpoint; empty when the log has none yet.
   *
   * @param keys the keys of the log, which have its name
   * @throws InvalidLogException when it is not a checkpoint that the log signed
   */
  static Optional<VerifiedCheckpoint> read(LogStore store, List<VerifierKey> keys) {
    return store
        .find(LogPaths.CHECKPOINT)
        .map(StoredObject::content)
        .map(SignedNote::parse)
        .map(it -> verified(it, keys));
  }

  /**
   * Verifies the signatures of a note.
   *
   * @throws InvalidLogException when no key of the log signed it
   */
  static VerifiedCheckpoint verified(SignedNote note, List<VerifierKey> keys) {
    Checkpoint checkpoint = Checkpoint.of(note.text());
    List<NoteSignature> valid = new ArrayList<>();
    for (NoteSignature signature : note.signatures()) {
      for (VerifierKey key : keys) {
        if (key.isNamedBy(signature)
            && key.name().equals(checkpoint.origin())
            && key.verify(note.text(), signature) == VerifierKey.Result.VALID) {
          valid.add(signature);
        }
      }
    }
    if (valid.isEmpty()) {
      throw new InvalidLogException("no key of the log signed " + LogPaths.CHECKPOINT);
    }
    return new VerifiedCheckpoint(checkpoint, new SignedNote(note.text(), valid));
  }
}
