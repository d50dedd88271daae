package dev.waybill.log.proof;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyVerdict;
import dev.waybill.record.log.SignedNote;
import java.time.Instant;

/**
 * Checkpoint that an accepted log has signed.
 *
 * @param note the signed note
 * @param verdict the judgement by the policy, which may lack a quorum of witnesses
 * @param storedAt time at which the store received the note
 */
public record JudgedCheckpoint(SignedNote note, PolicyVerdict verdict, Instant storedAt) {
  /**
   * Judges a note.
   *
   * @throws InvalidLogException with the name of the defect, when the log has not signed it
   */
  public static JudgedCheckpoint of(
      byte[] content, Instant storedAt, LogPolicy policy, String origin) {
    SignedNote note;
    PolicyVerdict verdict;
    try {
      note = SignedNote.parse(content);
      verdict = policy.judge(note);
    } catch (InvalidLogException e) {
      throw new InvalidLogException("log-checkpoint-malformed: " + e.getMessage());
    }
    if (!verdict.checkpoint().origin().equals(origin)) {
      throw new InvalidLogException(
          "log-checkpoint-signature-invalid: the checkpoint is one of the log "
              + verdict.checkpoint().origin()
              + " instead of "
              + origin);
    }
    if (!verdict.isSigned()) {
      throw new InvalidLogException(
          "log-checkpoint-signature-invalid: " + verdict.problem().orElse("no valid signature"));
    }
    return new JudgedCheckpoint(note, verdict, storedAt);
  }

  /** Returns the checkpoint. */
  public Checkpoint checkpoint() {
    return verdict.checkpoint();
  }

  /** Returns the number of entries. */
  public long size() {
    return checkpoint().size();
  }
}
