package dev.waybill.record.offline;

import dev.waybill.record.offline.VerificationFinding.Answer;
import java.util.List;

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

  /** Returns true if at least one check passed and none failed. */
  public boolean isVerified() {
    return findings.stream().anyMatch(finding -> finding.answer() == Answer.OK)
        && findings.stream().noneMatch(finding -> finding.answer() == Answer.BAD);
  }
}
