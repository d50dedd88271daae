package dev.waybill.record.offline;

import dev.waybill.record.offline.VerificationFinding.Answer;
import java.util.List;
import java.util.Set;

/**
 * Results of all checks of a verification.
 *
 * @param findings one finding per check, in the order of the checks
 * @param isObjectCompared true if the object's bytes were compared with the record
 */
public record VerificationReport(List<VerificationFinding> findings, boolean isObjectCompared) {
  public VerificationReport {
    findings = List.copyOf(findings);
  }

  /** Returns the conclusion from all findings. */
  public Conclusion conclusion() {
    if (!has(Answer.OK) || has(Answer.BAD)) {
      return Conclusion.NOT_VERIFIED;
    }
    if (open().contains(VerificationFinding.TRUST)) {
      return Conclusion.UNPROVEN_KEY;
    }
    return isObjectCompared ? Conclusion.VERIFIED : Conclusion.RECORD_ONLY;
  }

  /** Returns true if the bytes of an object, its record and a trusted key agree. */
  public boolean isVerified() {
    return conclusion() == Conclusion.VERIFIED;
  }

  /**
   * Returns true if the object is verified, or the user accepts the conclusion.
   *
   * @param accepted conclusions that the user accepts by name; a failed check is never accepted
   */
  public boolean isAccepted(Set<Conclusion> accepted) {
    Conclusion conclusion = conclusion();
    return conclusion == Conclusion.VERIFIED
        || (conclusion != Conclusion.NOT_VERIFIED && accepted.contains(conclusion));
  }

  /** Returns the subjects that were not compared, in the order of the checks. */
  public List<String> open() {
    return findings.stream()
        .filter(finding -> finding.answer() == Answer.OPEN)
        .map(VerificationFinding::subject)
        .distinct()
        .toList();
  }

  private boolean has(Answer answer) {
    return findings.stream().anyMatch(finding -> finding.answer() == answer);
  }
}
