package dev.waybill.witness;

import static dev.waybill.witness.RejectedRequestException.UNTRUSTED;

import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Log whose checkpoints a witness cosigns.
 *
 * @param origin unique name of the log
 * @param keys the keys that sign its checkpoints; one valid signature is enough
 */
record WitnessedLog(String origin, List<VerifierKey> keys) {
  WitnessedLog {
    keys = List.copyOf(keys);
  }

  /** Returns the name of the log's state: the SHA-256 of its origin, in lower-case hex. */
  String hash() {
    return Sha256.hash(origin).hex();
  }

  /**
   * Returns a note with the valid signatures of this log's keys, and no others.
   *
   * @throws RejectedRequestException when it has none, or a signature of a known key is not valid
   */
  SignedNote verified(SignedNote note) {
    List<NoteSignature> valid = new ArrayList<>();
    for (NoteSignature signature : note.signatures()) {
      Optional<VerifierKey> key = keys.stream().filter(it -> it.isNamedBy(signature)).findFirst();
      if (key.isPresent()) {
        switch (key.get().verify(note.text(), signature)) {
          case VALID -> valid.add(signature);
          case INVALID ->
              throw new RejectedRequestException(
                  UNTRUSTED, "a signature of a known key is not valid");
          case NOT_SUPPORTED -> {
            // A key that this runtime cannot check proves nothing, and another one may.
          }
        }
      }
    }
    if (valid.isEmpty()) {
      throw new RejectedRequestException(UNTRUSTED, "no known key of the log signed the note");
    }
    return new SignedNote(note.text(), valid);
  }
}
