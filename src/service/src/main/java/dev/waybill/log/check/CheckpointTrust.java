package dev.waybill.log.check;

import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decision whether a checkpoint is the log's own. */
public interface CheckpointTrust {
  /**
   * Returns the defect of the signatures of the newest checkpoint; empty when they are right. The
   * note is untrusted input.
   */
  Optional<String> problem(SignedNote note);

  /** Returns the defect of an older checkpoint, which may lack a key that was added since. */
  default Optional<String> pastProblem(SignedNote note) {
    return problem(note);
  }

  /**
   * Returns the trust in the log's own keys. Each of them must have signed the newest checkpoint,
   * and at least one of them an older one. No signature of theirs may be invalid, and one that the
   * Java runtime cannot verify counts only beside a valid one.
   */
  static CheckpointTrust ofKeys(List<VerifierKey> keys) {
    return new KeyedTrust(List.copyOf(keys));
  }

  /**
   * Trust in the log's own keys.
   *
   * @param keys the keys
   */
  record KeyedTrust(List<VerifierKey> keys) implements CheckpointTrust {
    @Override
    public Optional<String> problem(SignedNote note) {
      for (VerifierKey key : keys) {
        if (note.signatures().stream().noneMatch(key::isNamedBy)) {
          return Optional.of("no signature of the key " + key.name() + "+" + key.idHex());
        }
      }
      return pastProblem(note);
    }

    @Override
    public Optional<String> pastProblem(SignedNote note) {
      List<VerifierKey.Result> results = new ArrayList<>();
      for (VerifierKey key : keys) {
        for (NoteSignature signature : note.signatures()) {
          if (key.isNamedBy(signature)) {
            results.add(key.verify(note.text(), signature));
          }
        }
      }
      if (results.contains(VerifierKey.Result.INVALID)) {
        return Optional.of("a signature of the log's key is invalid");
      }
      return results.contains(VerifierKey.Result.VALID)
          ? Optional.empty()
          : Optional.of("no signature of the log's keys can be verified");
    }
  }
}
