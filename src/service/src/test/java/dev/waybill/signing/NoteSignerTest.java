package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoteSignerTest {
  private static final String NAME = "records.example/log";

  /** Made by Go's package note from the seed SHA-256("log ed25519"). */
  private static final String LINE =
      "PRIVATE+KEY+records.example/log+fa459cd8+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8";

  private static final String VKEY =
      "records.example/log+fa459cd8+AWjG1nsPADD7xtw9ns3vmweC72jO2XOnQfyic+pwohLY";

  private static final String TEXT =
      new Checkpoint(NAME, 3, TreeHash.ofEntry("root".getBytes(StandardCharsets.UTF_8))).text();

  @Test
  void readsKeyOfGoAndWritesTheSameLine() {
    NoteSigner signer = NoteSigner.parse(LINE);

    assertThat(signer.vkey()).hasToString(VKEY);
    assertThat(signer.privateLine()).isEqualTo(LINE);
  }

  @ParameterizedTest
  @EnumSource
  void signsWhatItsPublicKeyVerifiesAndNothingElse(NoteAlgorithm algorithm) {
    NoteSigner signer = NoteSigner.generate(NAME, algorithm);

    NoteSignature signature = signer.sign(TEXT, 1_800_000_000);

    VerifierKey key = VerifierKey.parse(signer.vkey().toString());
    assertThat(key.isNamedBy(signature)).isTrue();
    assertThat(key.verify(TEXT, signature)).isEqualTo(VerifierKey.Result.VALID);
    assertThat(key.verify(TEXT.replace("\n3\n", "\n4\n"), signature))
        .isEqualTo(VerifierKey.Result.INVALID);
    assertThat(NoteSigner.generate(NAME, algorithm).vkey().verify(TEXT, signature))
        .isEqualTo(VerifierKey.Result.INVALID);
    assertThat(key.time(signature)).isEqualTo(algorithm.isCosignature() ? 1_800_000_000 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void readsTheLineThatItWrites(NoteAlgorithm algorithm) {
    NoteSigner signer = NoteSigner.generate("witness.example/ä", algorithm);

    NoteSigner read = NoteSigner.parse(signer.privateLine());

    assertThat(read.vkey()).isEqualTo(signer.vkey());
    assertThat(read.vkey().verify(TEXT, signer.sign(TEXT, 7))).isEqualTo(VerifierKey.Result.VALID);
  }

  @Test
  void signsTheTimeOfCosignature() {
    NoteSigner signer = NoteSigner.generate(NAME, NoteAlgorithm.ML_DSA_44_COSIGNATURE);
    byte[] bytes = signer.sign(TEXT, 7).signature();
    bytes[7] = 8;

    NoteSignature later = NoteSignature.of(NAME, signer.vkey().id(), bytes);

    assertThat(signer.vkey().time(later)).isEqualTo(8);
    assertThat(signer.vkey().verify(TEXT, later)).isEqualTo(VerifierKey.Result.INVALID);
  }

  @Test
  void signsNoTextButCheckpointWithMlDsa() {
    NoteSigner signer = NoteSigner.generate(NAME, NoteAlgorithm.ML_DSA_44_COSIGNATURE);

    assertThatThrownBy(() -> signer.sign("a text\n", 7)).isInstanceOf(InvalidLogException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "records.example/log+fa459cd8+AWjG1nsPADD7xtw9ns3vmweC72jO2XOnQfyic+pwohLY",
        "PRIVATE+KEY+records.example/log+fa459cd8",
        "PRIVATE+KEY+records.example/log+fa459cd9+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8",
        "PRIVATE+KEY+records.example/log+FA459CD8+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8",
        "PRIVATE+KEY+records example+fa459cd8+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8",
        "PRIVATE+KEY++fa459cd8+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8",
        "PRIVATE+KEY+records.example/log+fa459cd8+AiV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8",
        "PRIVATE+KEY+records.example/log+fa459cd8+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvh",
        "PRIVATE+KEY+records.example/log+fa459cd8+ASV1rK5A4BTxPr5AvllgzRHV/N+98KNgbG6nohTXvhB8AA==",
        "PRIVATE+KEY+records.example/log+fa459cd8+ASV1rK5A4BTxPr5AvllgzRHV?N+98KNgbG6nohTXvhB8",
        "PRIVATE+KEY+records.example/log+fa459cd8+",
      })
  void rejectsOtherLinesWithoutShowingThem(String line) {
    assertThatThrownBy(() -> NoteSigner.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .doesNotContain("ASV1", "nohTXvhB8", "?");
  }

  @ParameterizedTest
  @EnumSource
  void hidesTheSeed(NoteAlgorithm algorithm) {
    NoteSigner signer = NoteSigner.generate(NAME, algorithm);

    assertThat(signer).hasToString(signer.vkey().toString());
  }

  @Test
  void offersNoOtherAlgorithmToTheProcess() {
    NoteSigner.generate(NAME, NoteAlgorithm.ED25519);
    MlDsaProvider.install();

    List<Provider> installed = List.of(Security.getProviders());
    Provider own = Security.getProvider(MlDsaProvider.NAME);
    assertThat(installed).filteredOn(it -> it.getName().equals(MlDsaProvider.NAME)).hasSize(1);
    assertThat(own.getServices())
        .extracting(it -> it.getType() + " " + it.getAlgorithm())
        .containsExactlyInAnyOrder("Signature ML-DSA", "KeyFactory ML-DSA");
    assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName)).doesNotContain("BC");
  }
}
