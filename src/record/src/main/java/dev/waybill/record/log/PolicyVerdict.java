package dev.waybill.record.log;

import java.util.List;
import java.util.Optional;

/**
 * Judgement of a checkpoint by a policy.
 *
 * @param checkpoint the checkpoint; believe it only when the verdict accepts it
 * @param signedBy keys of accepted logs with a valid signature
 * @param cosignatures valid cosignatures of known witnesses, the newest of each
 * @param failed known keys with a wrong signature
 * @param notChecked known keys with a signature that this runtime cannot verify
 * @param isQuorumMet true when the cosignatures are enough
 */
public record PolicyVerdict(
    Checkpoint checkpoint,
    List<VerifierKey> signedBy,
    List<WitnessCosignature> cosignatures,
    List<VerifierKey> failed,
    List<VerifierKey> notChecked,
    boolean isQuorumMet) {
  public PolicyVerdict {
    signedBy = List.copyOf(signedBy);
    cosignatures = List.copyOf(cosignatures);
    failed = List.copyOf(failed);
    notChecked = List.copyOf(notChecked);
  }

  /** Returns true when an accepted log has signed, and no signature of a known key is wrong. */
  public boolean isSigned() {
    return !signedBy.isEmpty() && failed.isEmpty();
  }

  /** Returns true when the checkpoint is valid by the policy. */
  public boolean isAccepted() {
    return failure().isEmpty();
  }

  /** Returns the reason why the checkpoint is not valid by the policy; empty when it is. */
  public Optional<ProofFailure> failure() {
    if (!failed.isEmpty()) {
      return Optional.of(ProofFailure.BAD_SIGNATURE);
    }
    if (signedBy.isEmpty()) {
      boolean isUnknown =
          notChecked.stream().noneMatch(it -> it.name().equals(checkpoint.origin()));
      return Optional.of(isUnknown ? ProofFailure.NOT_SIGNED : ProofFailure.NOT_CHECKED);
    }
    return isQuorumMet ? Optional.empty() : Optional.of(ProofFailure.NO_QUORUM);
  }

  /** Returns a description of the failure for a reader; empty when there is none. */
  public Optional<String> problem() {
    return failure()
        .map(
            it ->
                switch (it) {
                  case BAD_SIGNATURE -> "the signature of " + names(failed) + " is wrong";
                  case NOT_CHECKED ->
                      "this Java runtime cannot verify "
                          + names(notChecked)
                          + "; use Java 24 or newer";
                  case NO_QUORUM ->
                      Quantity.of(cosignatures.size(), "witness", "witnesses")
                          + " cosigned, fewer than the policy needs"
                          + (notChecked.isEmpty()
                              ? ""
                              : "; this Java runtime cannot verify " + names(notChecked));
                  default -> "no accepted log signed as " + checkpoint.origin();
                });
  }

  private static String names(List<VerifierKey> keys) {
    return String.join(", ", keys.stream().map(it -> it.name() + "+" + it.idHex()).toList());
  }
}
