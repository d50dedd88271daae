package dev.waybill.record.offline;

import dev.waybill.record.FixityStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.object.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings about a statement of the log whose signature is verified. */
final class StatementFindings {
  private StatementFindings() {}

  /**
   * Compares a statement with what it is about.
   *
   * @param bytes the bytes of the statement's file
   * @param subject digest of the list of results, or of the repaired object; null when there is
   *     none to compare
   * @param log proof that the log has the statement; null when there is none
   */
  static VerificationReport of(
      LoggedStatement statement,
      byte[] bytes,
      @Nullable ObjectDigest subject,
      @Nullable ProofEvidence log) {
    List<VerificationFinding> findings = new ArrayList<>();
    findings.add(VerificationFinding.ok("record", name(statement) + ", of " + statement.at()));
    findings.add(VerificationFinding.ok("signature", "ECDSA P-256 over the DSSE envelope"));
    findings.add(VerificationFinding.ok("key", statement.keyId()));
    findings.add(digest(statement, subject));
    if (log != null) {
      findings.addAll(log.verify(statement, bytes));
    }
    if (statement instanceof FixityStatement) {
      // The numbers follow from the results alone, which recompute-fixity.py reads.
      findings.add(VerificationFinding.open("numbers", "not recomputed from the results"));
    }
    return new VerificationReport(findings, subject != null);
  }

  private static String name(LoggedStatement statement) {
    if (statement instanceof RepairStatement repair) {
      return "repair of " + repair.version().uri() + ", which was " + repair.condition();
    }
    FixityStatement fixity = (FixityStatement) statement;
    boolean isSvr = fixity.predicateType().equals(FixityStatement.SVR_TYPE);
    return "statement over the fixity cycle "
        + fixity.cycle()
        + (isSvr ? ", SVR v0.2" : ", fixity v1");
  }

  private static String subject(LoggedStatement statement) {
    return statement instanceof FixityStatement ? "the list of results" : "the repaired object";
  }

  private static VerificationFinding digest(
      LoggedStatement statement, @Nullable ObjectDigest subject) {
    Sha256 stated = statement.subject();
    if (subject == null) {
      return VerificationFinding.open(
          "digest", "sha256 " + stated + " of " + subject(statement) + ", no --object to compare");
    }
    return subject.sha256().equals(stated)
        ? VerificationFinding.ok("digest", "sha256 " + subject.sha256() + " as stated")
        : VerificationFinding.bad(
            "digest", "sha256 " + subject.sha256() + ", but stated is " + stated);
  }
}
