package dev.waybill.verify;

import dev.waybill.record.object.Sha256;
import dev.waybill.verify.RecordJudge.Judgement;
import dev.waybill.verify.RecordJudge.Statement;
import dev.waybill.verify.VerificationResult.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifier of a record file with a trusted key and, if given, the object's file. */
public final class RecordFileVerifier implements OfflineVerifier {
  /** A record is a few KiB; a far larger file is no record and is not read into memory. */
  private static final int MAX_RECORD_BYTES = 1024 * 1024;

  private final RecordJudge judge;

  /**
   * @param judge the judge of the record itself
   */
  public RecordFileVerifier(RecordJudge judge) {
    this.judge = judge;
  }

  @Override
  public VerificationResult verify(Path record, Path key, @Nullable Path object)
      throws IOException {
    var trusted = PublicKeyFile.read(key);
    if (Files.size(record) > MAX_RECORD_BYTES) {
      return new VerificationResult(
          List.of(Finding.bad("record", "larger than any record, 1 MiB")));
    }
    Judgement judgement = judge.judge(Files.readAllBytes(record), trusted);
    List<Finding> findings = new ArrayList<>(judgement.findings());
    Statement statement = judgement.statement();
    if (statement != null) {
      findings.add(compareDigest(statement.sha256(), object));
      // The record describes one version; only S3 knows whether that version is still current.
      findings.add(Finding.open("version", statement.version().uri() + ", not checked offline"));
    }
    return new VerificationResult(findings);
  }

  private static Finding compareDigest(Sha256 recorded, @Nullable Path object) throws IOException {
    if (object == null) {
      return Finding.open("digest", "sha256 " + recorded + " recorded, no --object to compare");
    }
    Sha256 actual = hash(object);
    return actual.equals(recorded)
        ? Finding.ok("digest", "sha256 " + actual + " as recorded")
        : Finding.bad("digest", "sha256 " + actual + ", but recorded is " + recorded);
  }

  private static Sha256 hash(Path object) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(object), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.of(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
