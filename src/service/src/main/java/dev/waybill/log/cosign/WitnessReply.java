package dev.waybill.log.cosign;

import dev.waybill.record.log.NoteSignature;
import java.util.List;

/** Reply of a witness to a checkpoint. Nothing of it is verified. */
public sealed interface WitnessReply {
  /**
   * Signature lines (200).
   *
   * @param signatures the lines, of any keys
   */
  record Signed(List<NoteSignature> signatures) implements WitnessReply {
    public Signed {
      signatures = List.copyOf(signatures);
    }
  }

  /**
   * Size of the checkpoint that the witness cosigned last, which is not the one that the proof
   * begins at (409).
   */
  record OtherSize(long size) implements WitnessReply {}

  /** Denial that the tree extends the one that the witness cosigned (422). */
  record Inconsistent() implements WitnessReply {}

  /**
   * Rejection that the operator of one side must resolve (another status of 4xx).
   *
   * @param status the HTTP status, such as 403 when no key of the log is known, or 404 when the log
   *     is not known
   */
  record Rejected(int status) implements WitnessReply {}

  /**
   * Failure that a later request may not meet.
   *
   * @param problem one line, which may hold untrusted input
   */
  record Failed(String problem) implements WitnessReply {}
}
