package dev.waybill.record.log;

import org.jspecify.annotations.Nullable;

/**
 * Result of the verification of a proof.
 *
 * @param failure reason why the proof is not valid; null when it is
 * @param detail description of the failure for a reader; may contain untrusted input
 * @param policy judgement of the checkpoint; null when the note is none
 * @param entry the entry that the proof carries; null when it was not read
 */
public record ProofVerdict(
    @Nullable ProofFailure failure,
    String detail,
    @Nullable PolicyVerdict policy,
    @Nullable LogEntry entry) {
  static ProofVerdict verified(PolicyVerdict policy) {
    return new ProofVerdict(null, "", policy, null);
  }

  static ProofVerdict failed(ProofFailure failure, String detail) {
    return new ProofVerdict(failure, detail, null, null);
  }

  static ProofVerdict failed(ProofFailure failure, String detail, @Nullable PolicyVerdict policy) {
    return new ProofVerdict(failure, detail, policy, null);
  }

  ProofVerdict withEntry(LogEntry read) {
    return new ProofVerdict(failure, detail, policy, read);
  }

  /** Returns true when the proof is valid. */
  public boolean isVerified() {
    return failure == null;
  }
}
