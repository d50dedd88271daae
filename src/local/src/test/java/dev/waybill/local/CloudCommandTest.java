package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.LocalCloudOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloudCommandTest {
  @TempDir Path home;

  @Test
  void usesDefaultPortAndDataDirectory() {
    LocalCloudOptions options = run("cloud");

    assertThat(options.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(options.port()).isEqualTo(4566);
    assertThat(options.digestInterval()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void passesEveryOption() {
    LocalCloudOptions options =
        run("cloud", "--port", "0", "--data", home + "/a/../d", "--digest-interval", "5s");

    assertThat(options.data()).isEqualTo(home.resolve("d"));
    assertThat(options.port()).isZero();
    assertThat(options.digestInterval()).isEqualTo(Duration.ofSeconds(5));
  }

  /** The command starts no pipeline, so it reads no configuration. */
  @Test
  void ignoresInvalidConfiguration() {
    assertThat(run("cloud", "--set", "waybill.queu=x").port()).isEqualTo(4566);
  }

  private LocalCloudOptions run(String... args) {
    LocalShell shell = new LocalShell(home);
    assertThat(shell.run(args)).isZero();
    return (LocalCloudOptions) shell.calls.get(0);
  }
}
