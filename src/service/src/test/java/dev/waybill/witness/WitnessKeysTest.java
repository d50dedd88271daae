package dev.waybill.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.signing.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String TEXT = new GrowingLog("example.org/log", "a", 3).note(3).text();

  @TempDir Path folder;

  @Test
  void createsKeysThatOnlyTheirOwnerReadsAndKeepsThem() throws IOException {
    Path file = folder.resolve("new/witness.keys");

    assertThat(WitnessKeys.create(file, "witness.example/w")).isTrue();
    WitnessKeys keys = WitnessKeys.read(file);
    assertThat(WitnessKeys.create(file, "other")).isFalse();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(keys.name()).isEqualTo("witness.example/w");
    assertThat(WitnessKeys.read(file).keys()).isEqualTo(keys.keys());
    assertThat(keys.keys().stream().map(VerifierKey::algorithm))
        .containsExactly(NoteAlgorithm.ED25519_COSIGNATURE, NoteAlgorithm.ML_DSA_44_COSIGNATURE);
    assertThat(keys.toString()).doesNotContain("PRIVATE");
  }

  @Test
  void cosignsWithBothKeysAndTheTime() {
    WitnessKeys keys = WitnessKeys.generate("witness.example/w");

    List<NoteSignature> signatures = keys.cosign(TEXT, NOW);

    assertThat(signatures).hasSize(2);
    for (int at = 0; at < 2; at++) {
      VerifierKey key = keys.keys().get(at);
      assertThat(key.verify(TEXT, signatures.get(at))).isEqualTo(VerifierKey.Result.VALID);
      assertThat(key.time(signatures.get(at))).isEqualTo(NOW.getEpochSecond());
    }
  }

  @Test
  void rejectsFilesWithOtherKeys() throws IOException {
    String ed = line("w", NoteAlgorithm.ED25519_COSIGNATURE);
    String mlDsa = line("w", NoteAlgorithm.ML_DSA_44_COSIGNATURE);
    assertProblem("", "must have a key of Ed25519");
    assertProblem(ed, "must have a key of Ed25519");
    assertProblem(mlDsa + ed, "in this order");
    assertProblem(line("w", NoteAlgorithm.ED25519) + mlDsa, "must have a key of Ed25519");
    assertProblem(ed + line("v", NoteAlgorithm.ML_DSA_44_COSIGNATURE), "the same name");
    assertProblem("PRIVATE+KEY+w+00000000+c2VjcmV0", "a private key has");
  }

  private static String line(String name, NoteAlgorithm algorithm) {
    return NoteSigner.generate(name, algorithm).privateLine() + "\n";
  }

  private void assertProblem(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), text);
    assertThatThrownBy(() -> WitnessKeys.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(problem)
        .hasMessageNotContaining("c2VjcmV0");
  }

  @Test
  void rejectsNamesThatNoKeyMayHave() {
    for (String name : List.of("", "a b", "a+b", "x".repeat(256))) {
      assertThatThrownBy(() -> WitnessKeys.create(folder.resolve("keys"), name))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(folder.resolve("keys")).doesNotExist();
  }
}
