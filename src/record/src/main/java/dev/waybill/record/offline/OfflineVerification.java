package dev.waybill.record.offline;

import dev.waybill.record.CustodyRecord;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.offline.ChunkEvidence.ObjectBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verification of a record file with trusted keys and, optionally, of the object's file. In place
 * of a record it takes a statement over a cycle of re-verification, whose object is the list of its
 * results, or over a reconciliation.
 */
public final class OfflineVerification {
  private final RecordVerifier verifier;

  /**
   * Creates a verification.
   *
   * @param verifier verifier with the trusted keys
   */
  public OfflineVerification(RecordVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * Verifies a record and compares the object with the record.
   *
   * @param record file with the record
   * @param object file with the object's bytes, of any size, or null to verify the record only
   * @throws WrongFileException when the record file is compressed or encoded
   * @throws IOException when a file cannot be read; other defects of its content are findings
   */
  public VerificationReport verify(Path record, @Nullable Path object) throws IOException {
    return verify(record, object, null, null);
  }

  /**
   * Verifies a record, compares the object with the record, and looks for the record in the log.
   *
   * @param record file with the record
   * @param object file with the object's bytes, of any size, or null to verify the record only
   * @param log proof that the log has the record; null when there is none
   * @param chunks list of the object's chunk digests; null when there is none
   * @throws WrongFileException when the record file is compressed or encoded
   * @throws IOException when a file cannot be read; other defects of its content are findings
   */
  public VerificationReport verify(
      Path record,
      @Nullable Path object,
      @Nullable ProofEvidence log,
      @Nullable ChunkEvidence chunks)
      throws IOException {
    return verify(read(record), object, log, chunks);
  }

  /**
   * Verifies a record in memory; see {@link #verify(Path, Path, ProofEvidence, ChunkEvidence)}.
   *
   * @param bytes the record, untrusted input
   */
  public VerificationReport verify(
      byte[] bytes,
      @Nullable Path object,
      @Nullable ProofEvidence log,
      @Nullable ChunkEvidence chunks)
      throws IOException {
    Verdict verdict = verifier.verify(bytes);
    if (verdict instanceof Valid valid) {
      List<VerificationFinding> logged =
          log == null ? List.of() : log.verify(valid.record(), bytes);
      return compare(valid, object, chunks, logged);
    }
    Optional<LoggedStatement> statement = verifier.statement(bytes, null);
    return statement.isPresent()
        ? StatementFindings.of(statement.get(), bytes, object == null ? null : digest(object), log)
        : new VerificationReport(List.of(defect((Invalid) verdict)), false);
  }

  /** Reads at most one byte more than the verifier accepts. */
  private static byte[] read(Path record) throws IOException {
    try (InputStream in = Files.newInputStream(record)) {
      byte[] content = in.readNBytes(RecordVerifier.MAX_RECORD_BYTES + 1);
      Optional<String> encoding = FileKind.encoding(content);
      if (encoding.isPresent()) {
        throw new WrongFileException(record + " is " + encoding.get());
      }
      return content;
    }
  }

  private static VerificationFinding defect(Invalid invalid) {
    String subject =
        switch (invalid.reason()) {
          case KEY -> "key";
          case SIGNATURE -> "signature";
          case DELEGATION -> "delegated";
          case BUNDLE, ENVELOPE, STATEMENT -> "record";
        };
    return VerificationFinding.bad(subject, invalid.detail());
  }

  private static VerificationReport compare(
      Valid valid,
      @Nullable Path object,
      @Nullable ChunkEvidence chunks,
      List<VerificationFinding> logged)
      throws IOException {
    CustodyRecord record = valid.record();
    List<VerificationFinding> findings = new ArrayList<>();
    String hasher = record.hasher().isS3() ? "; the digest is S3's own" : "";
    findings.add(
        VerificationFinding.ok(
            "record", "custody statement, sealed " + record.sealedAt() + hasher));
    findings.add(VerificationFinding.ok("signature", "ECDSA P-256 over the DSSE envelope"));
    findings.add(VerificationFinding.ok("key", record.keyId()));
    DelegationStatement delegation = valid.delegation();
    if (delegation != null) {
      findings.add(
          VerificationFinding.ok(
              "delegated", "by " + delegation.keyId() + " until " + delegation.notAfter()));
      // The holder of a key chooses the time that a record states; S3 knows when it was stored.
      findings.add(
          VerificationFinding.open(
              "time", record.sealedAt() + " as stated is within the delegation"));
    }
    ObjectBytes different = null;
    if (object == null) {
      findings.add(
          VerificationFinding.open(
              "digest", "sha256 " + record.sha256() + " recorded, no --object to compare"));
    } else if (!compare(record, digest(object), findings)) {
      different = bytes(object);
    }
    findings.addAll(chunks(record, chunks, different));
    findings.addAll(logged);
    // Only S3 knows whether the recorded version is still the object's current one.
    findings.add(
        VerificationFinding.open("version", record.version().uri() + ", not checked offline"));
    return new VerificationReport(findings, object != null);
  }

  private static List<VerificationFinding> chunks(
      CustodyRecord record, @Nullable ChunkEvidence chunks, @Nullable ObjectBytes different)
      throws IOException {
    if (chunks != null) {
      return List.of(chunks.compare(record, different));
    }
    return different == null ? List.of() : ChunkEvidence.advice(record).stream().toList();
  }

  private static ObjectBytes bytes(Path object) {
    return () -> Files.newInputStream(object);
  }

  private static ObjectDigest digest(Path object) throws IOException {
    try (InputStream in = Files.newInputStream(object)) {
      return ObjectDigest.of(in);
    }
  }

  /** Returns true when the digest is the recorded one. */
  private static boolean compare(
      CustodyRecord record, ObjectDigest actual, List<VerificationFinding> findings) {
    boolean isSame = actual.sha256().equals(record.sha256());
    findings.add(
        isSame
            ? VerificationFinding.ok("digest", "sha256 " + actual.sha256() + " as recorded")
            : VerificationFinding.bad(
                "digest", "sha256 " + actual.sha256() + ", but recorded is " + record.sha256()));
    if (actual.size() != record.size()) {
      findings.add(
          VerificationFinding.bad(
              "size", actual.size() + " bytes, but recorded are " + record.size()));
    }
    return isSame;
  }
}
