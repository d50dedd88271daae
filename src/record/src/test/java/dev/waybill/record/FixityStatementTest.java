package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FixityStatementTest {
  private static final Sha256 LIST = Sha256.hash("list");
  private static final String OWN =
      """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":\
      "fixity/result/20261129T192300Z/","digest":{"sha256":"%s"}}],"predicateType":\
      "https://waybill.dev/attestation/fixity/v1","predicate":{"ended":"2026-12-29T12:00:00Z"}}\
      """
          .formatted(LIST);
  private static final String SVR =
      OWN.replace(FixityStatement.PREDICATE_TYPE, FixityStatement.SVR_TYPE)
          .replace("ended", "timeCreated");

  private final TestSigner signer = TestSigner.create();
  private final RecordVerifier verifier = new RecordVerifier(List.of(signer.publicKey()));

  private Optional<FixityStatement> read(String statement) {
    return verifier.fixityStatement(signer.seal(statement.getBytes(UTF_8)), null);
  }

  @Test
  void readsBothStatementsOfCycle() {
    assertThat(read(OWN))
        .contains(
            new FixityStatement(
                FixityStatement.PREDICATE_TYPE,
                "20261129T192300Z",
                LIST,
                Instant.parse("2026-12-29T12:00:00Z"),
                signer.keyId(),
                OWN));
    assertThat(read(OWN).orElseThrow().key())
        .isEqualTo("fixity/cycle/20261129T192300Z.sigstore.json");
    assertThat(read(SVR).orElseThrow().key())
        .isEqualTo("fixity/cycle/20261129T192300Z.svr.sigstore.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'in-toto.io/Statement/v1';'in-toto.io/Statement/v0.1'",
        "'attestation/fixity/v1';'attestation/fixity/v2'",
        "'attestation/fixity/v1';'attestation/custody/v2'",
        "'attestation/fixity/v1';'attestation/waiver/v1'",
        "'fixity/result/20261129T192300Z/';'fixity/result/20261129T192300Z'",
        "'fixity/result/20261129T192300Z/';'fixity/result/../../records/'",
        "'\"sha256\":\"';'\"sha512\":\"'",
        "'\"sha256\":\"';'\"sha256\":\"A'",
        "'\"ended\"';'\"timeCreated\"'",
        "'2026-12-29T12:00:00Z';'today'",
        "'\"subject\":[{';'\"subject\":[\"x\",{'",
        "'\"_type\":';'\"predicate\":{},\"_type\":'",
      })
  void rejectsOtherStatements(String part, String other) {
    assertThat(OWN).contains(part);
    assertThat(read(OWN.replace(part, other))).isEmpty();
  }

  @Test
  void rejectsStatementThatNoTrustedKeySignedOrThatWasChanged() {
    byte[] foreign = TestSigner.create().seal(OWN.getBytes(UTF_8));
    assertThat(verifier.fixityStatement(foreign, null)).isEmpty();
    assertThat(verifier.fixityStatement(new byte[0], null)).isEmpty();
    assertThat(verifier.fixityStatement(new byte[RecordVerifier.MAX_RECORD_BYTES + 1], null))
        .isEmpty();
    byte[] bundle = signer.seal(OWN.getBytes(UTF_8));
    int accepted = 0;
    for (int at = 0; at < bundle.length; at++) {
      byte[] changed = bundle.clone();
      changed[at] ^= 1;
      accepted += verifier.fixityStatement(changed, null).isPresent() ? 1 : 0;
    }
    assertThat(accepted).isZero();
  }

  @Test
  void keepsRecordsAndStatementsApart() {
    byte[] record = signer.record(new ObjectVersion("raw", "a", "v"), LIST, 3);
    assertThat(verifier.fixityStatement(record, null)).isEmpty();
    assertThat(verifier.verify(signer.seal(OWN.getBytes(UTF_8))))
        .isInstanceOf(Verdict.Invalid.class);
  }
}
