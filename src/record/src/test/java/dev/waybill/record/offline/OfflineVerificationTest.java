package dev.waybill.record.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.record.CustodyStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StatementSubject;
import dev.waybill.record.TestSigner;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OfflineVerificationTest {
  /** SHA-256 of "abc", FIPS 180-4's example. */
  private static final Sha256 ABC =
      new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a b", "v1");

  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();

  @Test
  void everyCheckOfAGoodRecordAndItsObjectPasses() throws Exception {
    VerificationReport report = verify(signer.record(VERSION, ABC, 3), "abc");

    assertThat(report.isVerified()).isTrue();
    assertThat(report.isObjectCompared()).isTrue();
    assertThat(report.findings())
        .containsExactly(
            VerificationFinding.ok("record", "custody statement, sealed " + TestSigner.SEALED),
            VerificationFinding.ok("signature", "ECDSA P-256 over the DSSE envelope"),
            VerificationFinding.ok("key", signer.keyId()),
            VerificationFinding.ok("digest", "sha256 " + ABC + " as recorded"),
            VerificationFinding.open(
                "version", "s3://raw/incoming/a%20b?versionId=v1, not checked offline"));
  }

  @Test
  void withoutAnObjectTheDigestStaysOpen() throws Exception {
    VerificationReport report = verify(signer.record(VERSION, ABC, 3), null);

    assertThat(report.conclusion()).isEqualTo(Conclusion.RECORD_ONLY);
    assertThat(report.isVerified()).isFalse();
    assertThat(report.isObjectCompared()).isFalse();
    assertThat(report.findings())
        .contains(
            VerificationFinding.open(
                "digest", "sha256 " + ABC + " recorded, no --object to compare"));
  }

  @Test
  void oneChangedByteIsABadDigest() throws Exception {
    VerificationReport report = verify(signer.record(VERSION, ABC, 3), "abd");

    assertThat(report.isVerified()).isFalse();
    assertThat(report.findings())
        .filteredOn(finding -> finding.answer() == VerificationFinding.Answer.BAD)
        .extracting(VerificationFinding::subject)
        .containsExactly("digest");
  }

  @Test
  void anotherLengthIsABadDigestAndABadSize() throws Exception {
    VerificationReport report = verify(signer.record(VERSION, ABC, 3), "abcd");

    assertThat(report.isVerified()).isFalse();
    assertThat(report.findings())
        .contains(VerificationFinding.bad("size", "4 bytes, but recorded are 3"))
        .filteredOn(finding -> finding.answer() == VerificationFinding.Answer.BAD)
        .extracting(VerificationFinding::subject)
        .containsExactly("digest", "size");
  }

  /** Such a record contradicts itself, even with a valid signature. */
  @Test
  void rightDigestWithAnotherSizeIsNotVerified() throws Exception {
    VerificationReport report = verify(signer.record(VERSION, ABC, 4), "abc");

    assertThat(report.isVerified()).isFalse();
    assertThat(report.findings())
        .contains(VerificationFinding.bad("size", "3 bytes, but recorded are 4"));
  }

  @Test
  void digestByS3IsMentioned() throws Exception {
    byte[] statement =
        CustodyStatement.write(
            new StatementSubject(VERSION, ABC, 3, "etag", null, null),
            TestSigner.predicate(Hasher.S3_STORED));

    assertThat(verify(signer.seal(statement), "abc").findings().get(0).detail())
        .isEqualTo("custody statement, sealed " + TestSigner.SEALED + "; the digest is S3's own");
  }

  @Test
  void recordOfAnotherKeyHasOneFinding() throws Exception {
    VerificationReport report = verify(TestSigner.create().record(VERSION, ABC, 3), "abc");

    assertThat(report)
        .isEqualTo(
            new VerificationReport(
                List.of(VerificationFinding.bad("key", "signed under a key that is not trusted")),
                false));
  }

  @Test
  void recordOfAnotherFormHasOneFinding() throws Exception {
    VerificationReport report = verify("{}".getBytes(StandardCharsets.UTF_8), "abc");

    assertThat(report.findings())
        .containsExactly(VerificationFinding.bad("record", "mediaType is missing"));
  }

  @Test
  void signatureOfAnotherStatementHasOneFinding() throws Exception {
    String one = new String(signer.record(VERSION, ABC, 3), StandardCharsets.UTF_8);
    String other = new String(signer.record(VERSION, ABC, 4), StandardCharsets.UTF_8);
    String mixed =
        one.substring(0, one.indexOf("\"sig\"")) + other.substring(other.indexOf("\"sig\""));

    assertThat(verify(mixed.getBytes(StandardCharsets.UTF_8), "abc").findings())
        .containsExactly(VerificationFinding.bad("signature", "does not verify"));
  }

  @Test
  void hugeFileIsRejectedWithoutReadingIt() throws Exception {
    Path record = folder.resolve("huge.sigstore.json");
    try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    VerificationReport report =
        new OfflineVerification(new RecordVerifier(List.of(signer.publicKey())))
            .verify(record, null);

    assertThat(report.findings())
        .extracting(VerificationFinding::subject, VerificationFinding::answer)
        .containsExactly(tuple("record", VerificationFinding.Answer.BAD));
  }

  @Test
  void reportWithoutAnyPassedCheckIsNotVerified() {
    assertThat(new VerificationReport(List.of(), false).isVerified()).isFalse();
    assertThat(
            new VerificationReport(List.of(VerificationFinding.open("digest", "open")), false)
                .isVerified())
        .isFalse();
  }

  private VerificationReport verify(byte[] record, String object) throws Exception {
    Path recordFile = Files.write(folder.resolve("r.sigstore.json"), record);
    Path objectFile = object == null ? null : Files.writeString(folder.resolve("o"), object);
    return new OfflineVerification(new RecordVerifier(List.of(signer.publicKey())))
        .verify(recordFile, objectFile);
  }
}
