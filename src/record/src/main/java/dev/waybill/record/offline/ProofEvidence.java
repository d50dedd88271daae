package dev.waybill.record.offline;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.PolicyVerdict;
import dev.waybill.record.log.ProofFailure;
import dev.waybill.record.log.ProofVerdict;
import dev.waybill.record.log.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Proof that the log has a record, with the policy that the user trusts. */
public final class ProofEvidence {
  private static final String LOG = "log";
  private static final String LOG_KEY = "log-key";

  private final byte[] proof;
  private final LogPolicy policy;

  /**
   * @param proof the bytes of a proof, untrusted input
   * @param policy the accepted logs and the quorum of witnesses
   */
  public ProofEvidence(byte[] proof, LogPolicy policy) {
    this.proof = proof.clone();
    this.policy = policy;
  }

  /**
   * Reads a proof and a policy.
   *
   * @throws WrongFileException when a file is compressed or encoded, or the second one is no policy
   * @throws IOException when a file cannot be read; defects of a proof are findings
   */
  public static ProofEvidence read(Path proof, Path policy) throws IOException {
    return of(read(proof, LogProof.MAX_BYTES), policy);
  }

  /**
   * Reads a policy for a proof.
   *
   * @param proof the bytes of a proof, untrusted input
   * @throws WrongFileException when the file is no policy
   * @throws IOException when it cannot be read
   */
  public static ProofEvidence of(byte[] proof, Path policy) throws IOException {
    byte[] text = read(policy, LogPolicy.MAX_BYTES);
    try {
      return new ProofEvidence(proof, LogPolicy.parse(text));
    } catch (IllegalArgumentException e) {
      throw new WrongFileException(policy + " is no policy: " + e.getMessage());
    }
  }

  /** Reads at most one byte more than a parser accepts. */
  private static byte[] read(Path file, int limit) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(limit + 1);
      Optional<String> encoding = FileKind.encoding(content);
      if (encoding.isPresent()) {
        throw new WrongFileException(file + " is " + encoding.get());
      }
      return content;
    }
  }

  /**
   * Verifies that the log has a record.
   *
   * @param record content of the record, which is verified already
   * @param bytes the bytes of the record object
   */
  public List<VerificationFinding> verify(CustodyRecord record, byte[] bytes) {
    return verify(bytes, it -> isOf(it, record));
  }

  /**
   * Verifies that the log has a statement.
   *
   * @param statement content of the statement, which is verified already
   * @param bytes the bytes of the statement object
   */
  public List<VerificationFinding> verify(LoggedStatement statement, byte[] bytes) {
    return verify(
        bytes, it -> it.kind() == statement.kind() && it.recordKey().equals(statement.key()));
  }

  private List<VerificationFinding> verify(byte[] bytes, Predicate<LogEntry> isOf) {
    LogProof parsed;
    try {
      parsed = LogProof.parse(proof);
    } catch (InvalidLogException e) {
      return List.of(bad(ProofFailure.MALFORMED, String.valueOf(e.getMessage())));
    }
    ProofVerdict verdict = parsed.verifyRecord(policy, bytes);
    if (verdict.failure() != null) {
      return List.of(bad(verdict.failure(), verdict.detail()));
    }
    LogEntry entry = Objects.requireNonNull(verdict.entry());
    if (!isOf.test(entry)) {
      return List.of(
          bad(
              ProofFailure.OTHER_RECORD,
              "the entry states " + entry.version().uri() + " otherwise"));
    }
    return findings(parsed.index(), Objects.requireNonNull(verdict.policy()));
  }

  private static VerificationFinding bad(ProofFailure failure, String detail) {
    return VerificationFinding.bad(LOG, failure.label() + ": " + detail);
  }

  /** The digest of the record binds the entry to it; the rest of the entry must not mislead. */
  private static boolean isOf(LogEntry entry, CustodyRecord record) {
    return entry.version().equals(record.version())
        && entry.sha256().equals(record.sha256())
        && entry.size() == record.size()
        && (entry.eTag() == null || entry.eTag().equals(record.eTag()))
        && (entry.destinationKey() == null
            || (entry.destinationKey().equals(record.destinationKey())
                && entry.bucketOfCopy().equals(record.bucketOfCopy())));
  }

  private static List<VerificationFinding> findings(long index, PolicyVerdict verdict) {
    List<VerificationFinding> findings = new ArrayList<>();
    findings.add(
        VerificationFinding.ok(
            LOG,
            "entry "
                + index
                + " of "
                + verdict.checkpoint().size()
                + " in "
                + verdict.checkpoint().origin()
                + cosigned(verdict)));
    for (VerifierKey key : verdict.notChecked()) {
      findings.add(
          VerificationFinding.open(
              LOG_KEY, key.name() + "+" + key.idHex() + ", which needs Java 24 or newer"));
    }
    return findings;
  }

  private static String cosigned(PolicyVerdict verdict) {
    if (verdict.cosignatures().isEmpty()) {
      return ", no witness";
    }
    List<String> witnesses =
        verdict.cosignatures().stream().map(it -> it.witness().name() + " at " + it.at()).toList();
    return ", cosigned by " + String.join(", ", witnesses);
  }
}
