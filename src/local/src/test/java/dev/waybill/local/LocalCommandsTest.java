package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalCommandsTest {
  @TempDir Path home;

  private LocalShell shell;

  @BeforeEach
  void shell() {
    shell = new LocalShell(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "cloud"})
  void explainsEachCommandWithTheGlobalOptions(String command) {
    assertThat(shell.run(command, "--help")).isZero();

    assertThat(shell.out()).contains("Usage: waybill " + command, "--home", "--set", "--verbose");
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void listsBothCommandsInHelp() {
    assertThat(shell.run("--help")).isZero();
    assertThat(shell.out()).contains("local", "cloud", "--home", "Exit codes:", "2   Wrong usage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local --port x",
        "local --port 70000",
        "local --ops-port -1",
        "local --digest-interval 0s",
        "local --nonsense",
        "cloud --port 65536",
        "cloud --port",
        "cloud --ops-port 1",
        "cloud --digest-interval 500ms",
        "cloud --digest-interval soon",
      })
  void rejectsWrongUsageInOneLineWithExitCode2(String line) {
    assertThat(shell.run(line.split(" "))).isEqualTo(2);

    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).startsWith("waybill").doesNotContain("\tat ", "Exception");
    assertThat(shell.calls).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "cloud"})
  void returnsExitCodeOfTheService(String command) {
    shell.exitCode = 1;

    assertThat(shell.run(command)).isEqualTo(1);
  }
}
