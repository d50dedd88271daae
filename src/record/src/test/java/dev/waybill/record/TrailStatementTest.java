package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrailStatementTest {
  private static final Sha256 DIGEST = Sha256.hash("digest");
  private static final String ID = "20261130T120000Z-123456789012-eu-central-1";
  private static final String STATEMENT =
      """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"AWSLogs/d","digest":\
      {"sha256":"%s"}}],"predicateType":"https://waybill.dev/attestation/trail/v1",\
      "predicate":{"id":"%s","at":"2026-11-30T12:20:00Z"}}\
      """
          .formatted(DIGEST, ID);

  private final TestSigner signer = TestSigner.create();
  private final RecordVerifier verifier = new RecordVerifier(List.of(signer.publicKey()));

  private Optional<LoggedStatement> read(String statement) {
    return verifier.statement(signer.seal(statement.getBytes(UTF_8)), null);
  }

  @Test
  void readsStatementOfVerifiedDigests() {
    LoggedStatement statement = read(STATEMENT).orElseThrow();

    assertThat(statement)
        .isEqualTo(
            new TrailStatement(
                ID, DIGEST, Instant.parse("2026-11-30T12:20:00Z"), signer.keyId(), STATEMENT));
    assertThat(statement.kind()).isEqualTo(EntryKind.TRAIL);
    assertThat(statement.key()).isEqualTo("trail/" + ID + ".sigstore.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'in-toto.io/Statement/v1';'in-toto.io/Statement/v0.1'",
        "'attestation/trail/v1';'attestation/trail/v2'",
        "'20261130T120000Z-';'../20261130T120000Z-'",
        "'eu-central-1';'eu/central-1'",
        "'2026-11-30T12:20:00Z';'today'",
        "'\"sha256\":\"';'\"sha256\":\"A'",
        "'\"_type\":';'\"predicate\":{},\"_type\":'",
      })
  void rejectsOtherStatements(String part, String other) {
    assertThat(STATEMENT).contains(part);
    assertThat(read(STATEMENT.replace(part, other))).isEmpty();
  }
}
