package dev.waybill.record.offline;

import dev.waybill.record.DelegationStatement;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RepairStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings about a statement that is an entry of the log, whose signature is verified. */
final class StatementFindings {
  private StatementFindings() {}

  /**
   * Compares a statement with its subject.
   *
   * @param bytes the bytes of the statement's file
   * @param list digest of the subject; null when there is none to compare
   * @param log proof that the log has the statement; null when there is none
   */
  static VerificationReport of(
      LoggedStatement statement,
      byte[] bytes,
      @Nullable ObjectDigest list,
      @Nullable ProofEvidence log) {
    List<VerificationFinding> findings = new ArrayList<>();
    findings.add(VerificationFinding.ok("record", statement.title()));
    findings.add(VerificationFinding.ok("signature", "ECDSA P-256 over the DSSE envelope"));
    findings.add(VerificationFinding.ok("key", statement.keyId()));
    findings.add(digest(statement, list));
    if (log != null) {
      findings.addAll(log.verify(statement, bytes));
    }
    if (!(statement instanceof RepairStatement
        || statement instanceof DrillStatement
        || statement instanceof DelegationStatement)) {
      // The numbers of a cycle follow from its results, which recompute-fixity.py reads.
      findings.add(VerificationFinding.open("numbers", "not recomputed"));
    }
    return new VerificationReport(findings, list != null);
  }

  private static VerificationFinding digest(
      LoggedStatement statement, @Nullable ObjectDigest list) {
    if (list == null) {
      return VerificationFinding.open(
          "digest", "sha256 " + statement.digest() + " of its subject, no --object to compare");
    }
    return list.sha256().equals(statement.digest())
        ? VerificationFinding.ok("digest", "sha256 " + list.sha256() + " as stated")
        : VerificationFinding.bad(
            "digest", "sha256 " + list.sha256() + ", but stated is " + statement.digest());
  }
}
