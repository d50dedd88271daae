package dev.waybill.record.offline;

import dev.waybill.record.FixityStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings about a statement over a cycle of re-verification, whose signature is verified. */
final class StatementFindings {
  private StatementFindings() {}

  /**
   * Compares a statement with the list of its results.
   *
   * @param bytes the bytes of the statement's file
   * @param list digest of the list of results; null when there is none to compare
   * @param log proof that the log has the statement; null when there is none
   */
  static VerificationReport of(
      FixityStatement statement,
      byte[] bytes,
      @Nullable ObjectDigest list,
      @Nullable ProofEvidence log) {
    List<VerificationFinding> findings = new ArrayList<>();
    findings.add(
        VerificationFinding.ok(
            "record", "statement over the fixity cycle " + statement.cycle() + kind(statement)));
    findings.add(VerificationFinding.ok("signature", "ECDSA P-256 over the DSSE envelope"));
    findings.add(VerificationFinding.ok("key", statement.keyId()));
    findings.add(digest(statement, list));
    if (log != null) {
      findings.addAll(log.verify(statement, bytes));
    }
    // The numbers follow from the results alone, which recompute-fixity.py reads.
    findings.add(VerificationFinding.open("numbers", "not recomputed from the results"));
    return new VerificationReport(findings, list != null);
  }

  private static String kind(FixityStatement statement) {
    String kind =
        statement.predicateType().equals(FixityStatement.SVR_TYPE) ? ", SVR v0.2" : ", fixity v1";
    return kind + ", of " + statement.at();
  }

  private static VerificationFinding digest(
      FixityStatement statement, @Nullable ObjectDigest list) {
    if (list == null) {
      return VerificationFinding.open(
          "digest",
          "sha256 " + statement.results() + " of the list of results, no --object to compare");
    }
    return list.sha256().equals(statement.results())
        ? VerificationFinding.ok("digest", "sha256 " + list.sha256() + " as stated")
        : VerificationFinding.bad(
            "digest", "sha256 " + list.sha256() + ", but stated is " + statement.results());
  }
}
