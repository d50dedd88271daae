package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrillStatementTest {
  private static final String ID = "20261130T120000Z-00ff00ff";
  private static final Sha256 DIGEST = Sha256.hash("content");
  private static final Instant ALTERED = Instant.parse("2026-11-30T12:00:00.123Z");

  private final TestSigner signer = TestSigner.create();
  private final RecordVerifier verifier = new RecordVerifier(List.of(signer.publicKey()));

  private DrillStatement drill(@Nullable Instant foundAt) {
    return new DrillStatement(
        ID,
        new ObjectVersion("raw", "test/drill/" + ID + ".txt", "v2"),
        DIGEST,
        "records/raw/aa/v2.sigstore.json",
        Sha256.hash("record"),
        7,
        "hidden",
        ALTERED,
        Duration.ofHours(26),
        foundAt,
        foundAt == null ? null : "fixity-hidden",
        ALTERED.plus(Duration.ofHours(27)),
        signer.keyId(),
        "");
  }

  private static Instant after(int hours) {
    return ALTERED.plus(Duration.ofHours(hours));
  }

  private Optional<LoggedStatement> read(String statement) {
    return verifier.statement(signer.seal(statement.getBytes(UTF_8)), null);
  }

  private static String text(DrillStatement drill) {
    return new String(drill.statement("waybill 1"), UTF_8);
  }

  @Test
  void readsWhatWasWritten() {
    for (DrillStatement made : List.of(drill(null), drill(after(3)), drill(after(27)))) {
      LoggedStatement read = read(text(made)).orElseThrow();

      assertThat(read).usingRecursiveComparison().ignoringFields("payload").isEqualTo(made);
      assertThat(read.payload()).isEqualTo(text(made)).contains("\"service\":\"waybill 1\"");
      assertThat(read.kind()).isEqualTo(EntryKind.DRILL);
      assertThat(read.key()).isEqualTo("drills/" + ID + ".sigstore.json");
      assertThat(read.digest()).isEqualTo(DIGEST);
    }
  }

  @Test
  void statesOutcome() {
    assertThat(text(drill(after(26)))).contains("\"outcome\":\"in-time\"").contains("93600");
    assertThat(text(drill(after(27)))).contains("\"outcome\":\"late\"").contains("foundAt");
    assertThat(text(drill(null))).contains("\"outcome\":\"late\"").doesNotContain("foundAt");
    assertThat(drill(after(26)).title()).contains("found after 93600 s, in-time");
    assertThat(drill(after(27)).title()).contains("found after 97200 s, late");
    assertThat(drill(null).title()).contains("not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'in-toto.io/Statement/v1';'in-toto.io/Statement/v0.1'",
        "'attestation/drill/v1';'attestation/drill/v2'",
        "'attestation/drill/v1';'attestation/repair/v1'",
        "'\"outcome\":\"in-time\"';'\"outcome\":\"late\"'",
        "'\"outcome\":\"in-time\"';'\"outcome\":\"well\"'",
        "'\"withinSeconds\":93600';'\"withinSeconds\":1'",
        "'\"withinSeconds\":93600';'\"withinSeconds\":\"93600\"'",
        "'\"withinSeconds\":93600';'\"withinSeconds\":-93600'",
        "'\"entry\":7';'\"entry\":-7'",
        "'\"entry\":7';'\"entry\":7.5'",
        "'\"drill\":\"2026';'\"drill\":\"../2026'",
        "'\"drill\":\"2026';'\"drills\":\"2026'",
        "'\"finding\":';'\"found\":'",
        "'\"foundAt\":';'\"foundOn\":'",
        "'2026-11-30T12:00:00.123Z';'today'",
        "'\"sha256\":\"';'\"sha256\":\"A'",
        "'\"subject\":[{';'\"subject\":[\"x\",{'",
        "'versionId=v2';'versionId=v3'",
        "'\"versionId\":\"v2\"';'\"versionId\":\"v3\"'",
        "'\"record\":{';'\"record\":[{'",
      })
  void rejectsOtherStatements(String part, String other) {
    String text = text(drill(after(3)));
    assertThat(text).contains(part);
    assertThat(read(text.replace(part, other))).isEmpty();
  }

  @Test
  void rejectsFindingWithoutTime() {
    DrillStatement found = drill(after(3));
    assertThatThrownBy(
            () ->
                new DrillStatement(
                    ID,
                    found.version(),
                    DIGEST,
                    found.recordKey(),
                    found.recordSha256(),
                    7,
                    "hidden",
                    ALTERED,
                    found.within(),
                    null,
                    "fixity-hidden",
                    ALTERED,
                    "",
                    ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNeitherRecordNorStatementOfCycle() {
    byte[] bundle = signer.seal(drill(null).statement("waybill 1"));

    assertThat(verifier.fixityStatement(bundle, null)).isEmpty();
    assertThat(verifier.verify(bundle)).isInstanceOf(Verdict.Invalid.class);
    assertThat(
            verifier.statement(TestSigner.create().seal(drill(null).statement("waybill 1")), null))
        .isEmpty();
  }
}
