package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloudCommandTest {
  @TempDir Path home;

  @Test
  void usesDefaultPortAndDataDirectory() {
    assertThat(run("cloud")).isEqualTo(Path.of("data").toAbsolutePath() + " 4566");
  }

  @Test
  void passesEveryOption() {
    assertThat(run("cloud", "--port", "0", "--data", home + "/a/../d"))
        .isEqualTo(home.resolve("d") + " 0");
  }

  /** The command starts no pipeline, so it reads no configuration. */
  @Test
  void ignoresInvalidConfiguration() {
    assertThat(run("cloud", "--set", "waybill.queu=x")).endsWith(" 4566");
  }

  private String run(String... args) {
    LocalShell shell = new LocalShell(home);
    assertThat(shell.run(args)).isZero();
    return (String) shell.calls.get(0);
  }
}
