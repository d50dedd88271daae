package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReconcileStatementTest {
  private static final Sha256 ROOT = Sha256.hash("root");
  private static final String STATEMENT =
      """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"prov/log","digest":\
      {"sha256":"%s"}}],"predicateType":"https://waybill.dev/attestation/reconciliation/v1",\
      "predicate":{"day":"2026-11-29","asOf":"2026-11-29T12:00:00Z"}}\
      """
          .formatted(ROOT);

  private final TestSigner signer = TestSigner.create();
  private final RecordVerifier verifier = new RecordVerifier(List.of(signer.publicKey()));

  private Optional<LoggedStatement> read(String statement) {
    return verifier.statement(signer.seal(statement.getBytes(UTF_8)), null);
  }

  @Test
  void readsTheStatementOfADay() {
    LoggedStatement statement = read(STATEMENT).orElseThrow();

    assertThat(statement)
        .isEqualTo(
            new ReconcileStatement(
                LocalDate.parse("2026-11-29"),
                ROOT,
                Instant.parse("2026-11-29T12:00:00Z"),
                signer.keyId(),
                STATEMENT));
    assertThat(statement.kind()).isEqualTo(EntryKind.RECONCILIATION);
    assertThat(statement.key()).isEqualTo("reconcile/2026-11-29.sigstore.json");
    assertThat(verifier.fixityStatement(signer.seal(STATEMENT.getBytes(UTF_8)), null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'in-toto.io/Statement/v1';'in-toto.io/Statement/v0.1'",
        "'attestation/reconciliation/v1';'attestation/reconciliation/v2'",
        "'attestation/reconciliation/v1';'attestation/fixity/v1'",
        "'\"day\":\"2026-11-29\"';'\"day\":\"../2026-11-29\"'",
        "'\"day\":\"2026-11-29\"';'\"day\":\"2026-02-30\"'",
        "'2026-11-29T12:00:00Z';'today'",
        "'\"sha256\":\"';'\"sha256\":\"A'",
        "'\"_type\":';'\"predicate\":{},\"_type\":'",
      })
  void rejectsOtherStatements(String part, String other) {
    assertThat(STATEMENT).contains(part);
    assertThat(read(STATEMENT.replace(part, other))).isEmpty();
  }

  @Test
  void rejectsStatementThatNoTrustedKeySigned() {
    byte[] foreign = TestSigner.create().seal(STATEMENT.getBytes(UTF_8));
    assertThat(verifier.statement(foreign, null)).isEmpty();
    assertThat(verifier.statement(new byte[RecordVerifier.MAX_RECORD_BYTES + 1], null)).isEmpty();
  }
}
