package dev.waybill.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WitnessedLogsTest {
  private static final Ed25519Signer ONE = Ed25519Signer.ofLog("one.org/log");
  private static final Ed25519Signer NEXT = Ed25519Signer.ofLog("one.org/log", "next");
  private static final Ed25519Signer TWO = Ed25519Signer.ofLog("two.org/log");
  private static final Ed25519Signer WITNESS = Ed25519Signer.ofWitness("witness.example/w");

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "logs", ""), text);
  }

  @Test
  void readsLogsOfVkeysAndPolicies() throws IOException {
    Path vkeys = file("# ours\n\n" + ONE.key() + "\n  " + NEXT.key() + "  \n");
    Path policy =
        file(
            "log\t"
                + TWO.key()
                + " https://two.org\nwitness w "
                + WITNESS.key()
                + "\ngroup g any w\nquorum g\nlog "
                + ONE.key()
                + "\n");

    WitnessedLogs logs = WitnessedLogs.read(List.of(vkeys, policy));

    assertThat(logs.origins()).containsExactly("one.org/log", "two.org/log");
    assertThat(logs.find("one.org/log").orElseThrow().keys())
        .containsExactly(ONE.key(), NEXT.key());
    assertThat(logs.find("one.org")).isEmpty();
  }

  static Stream<Arguments> problems() {
    String key = ONE.key().toString();
    return Stream.of(
        Arguments.of("", "no log is named"),
        Arguments.of("quorum none\n", "no log is named"),
        Arguments.of(key + " " + key, "line 1: no vkey of a log"),
        Arguments.of("log\n", "line 1: no vkey of a log"),
        Arguments.of(key + "\n" + key.substring(1), "line 2: no vkey of a log"),
        Arguments.of(WITNESS.key().toString(), "the key is that of a witness"),
        Arguments.of("x".repeat(1024 * 1024 + 1), "is larger than 1 MiB"));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void namesLineAndProblem(String text, String problem) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> WitnessedLogs.read(List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void namesFileThatDoesNotExistOrIsNoText() throws IOException {
    Path missing = folder.resolve("missing");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> WitnessedLogs.read(List.of(missing)))
        .hasMessage(missing + " does not exist");
    assertThatThrownBy(() -> WitnessedLogs.read(List.of(binary)))
        .hasMessage(binary + " is no text in UTF-8");
  }
}
