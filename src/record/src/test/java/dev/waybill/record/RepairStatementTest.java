package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepairStatementTest {
  private static final Sha256 DIGEST = Sha256.hash("content");
  private static final ObjectVersion COPY = new ObjectVersion("raw", "processed/a \n", "v2");

  private final TestSigner signer = TestSigner.create();
  private final RecordVerifier verifier = new RecordVerifier(List.of(signer.publicKey()));
  private final RepairStatement made =
      new RepairStatement(
          COPY,
          DIGEST,
          new ObjectVersion("replica", "processed/a \n", "v9"),
          "records/raw/aa/v1.sigstore.json",
          Sha256.hash("record"),
          "altered",
          "incident 7",
          "Ada",
          Instant.parse("2026-12-29T12:00:00.123Z"),
          signer.keyId(),
          "");

  private Optional<LoggedStatement> read(String statement) {
    return verifier.statement(signer.seal(statement.getBytes(UTF_8)), null);
  }

  private String text() {
    return new String(made.statement("waybill 1"), UTF_8);
  }

  @Test
  void readsWhatWasWritten() {
    LoggedStatement read = read(text()).orElseThrow();

    assertThat(read).usingRecursiveComparison().ignoringFields("payload").isEqualTo(made);
    assertThat(read.payload()).isEqualTo(text()).contains("\"service\":\"waybill 1\"");
    assertThat(read.kind()).isEqualTo(EntryKind.REPAIR);
    assertThat(read.key())
        .isEqualTo("repairs/raw/" + Sha256.hash(COPY.key()).hex() + "/v2.sigstore.json");
    assertThat(read.digest()).isEqualTo(DIGEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'in-toto.io/Statement/v1';'in-toto.io/Statement/v0.1'",
        "'attestation/repair/v1';'attestation/repair/v2'",
        "'attestation/repair/v1';'attestation/custody/v2'",
        "'attestation/repair/v1';'attestation/waiver/v1'",
        "'attestation/repair/v1';'attestation/fixity/v1'",
        "'\"sha256\":\"';'\"sha512\":\"'",
        "'\"sha256\":\"';'\"sha256\":\"A'",
        "'\"at\"';'\"on\"'",
        "'2026-12-29T12:00:00.123Z';'today'",
        "'\"subject\":[{';'\"subject\":[\"x\",{'",
        "'versionId=v2';'versionId=v3'",
        "'\"versionId\":\"v2\"';'\"versionId\":\"v3\"'",
        "'\"versionId\":\"v9\"';'\"versionId\":9'",
        "'\"by\":';'\"to\":'",
        "'\"record\":{';'\"record\":[{'",
      })
  void rejectsOtherStatements(String part, String other) {
    assertThat(text()).contains(part);
    assertThat(read(text().replace(part, other))).isEmpty();
  }

  @Test
  void isNeitherRecordNorStatementOfCycle() {
    byte[] bundle = signer.seal(made.statement("waybill 1"));

    assertThat(verifier.fixityStatement(bundle, null)).isEmpty();
    assertThat(verifier.verify(bundle)).isInstanceOf(Verdict.Invalid.class);
    assertThat(verifier.statement(TestSigner.create().seal(made.statement("waybill 1")), null))
        .isEmpty();
  }
}
