package dev.waybill.record.offline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.RecordVerifier;
import dev.waybill.record.TestSigner;
import dev.waybill.record.object.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatementFindingsTest {
  private static final String LIST = "a  fixity/result/20261129T192300Z/x\n";

  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();

  private static byte[] statement() {
    return """
    {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":\
    "fixity/result/20261129T192300Z/","digest":{"sha256":"%s"}}],"predicateType":\
    "https://waybill.dev/attestation/fixity/v1","predicate":{"ended":"2026-12-29T12:00:00Z"}}\
    """
        .formatted(Sha256.hash(LIST))
        .getBytes(UTF_8);
  }

  private VerificationReport verify(byte[] bundle, @Nullable String list) throws Exception {
    Path file = Files.write(folder.resolve("c.sigstore.json"), bundle);
    Path object = list == null ? null : Files.writeString(folder.resolve("list"), list);
    return new OfflineVerification(new RecordVerifier(List.of(signer.publicKey())))
        .verify(file, object);
  }

  @Test
  void verifiesStatementWithTheListOfItsResults() throws Exception {
    VerificationReport report = verify(signer.seal(statement()), LIST);
    assertThat(report.isVerified()).isTrue();
    assertThat(report.open()).containsExactly("numbers");
    assertThat(report.findings())
        .contains(
            VerificationFinding.ok(
                "record",
                "statement over the fixity cycle 20261129T192300Z, fixity v1, of"
                    + " 2026-12-29T12:00:00Z"));
  }

  @Test
  void leavesDigestOpenWithoutList() throws Exception {
    VerificationReport report = verify(signer.seal(statement()), null);
    assertThat(report.conclusion()).isEqualTo(Conclusion.RECORD_ONLY);
    assertThat(report.open()).containsExactly("digest", "numbers");
  }

  @Test
  void rejectsOtherListAndOtherSigner() throws Exception {
    assertThat(verify(signer.seal(statement()), LIST + "\n").conclusion())
        .isEqualTo(Conclusion.NOT_VERIFIED);
    assertThat(verify(TestSigner.create().seal(statement()), LIST).conclusion())
        .isEqualTo(Conclusion.NOT_VERIFIED);
  }
}
