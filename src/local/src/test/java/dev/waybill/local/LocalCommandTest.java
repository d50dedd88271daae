package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCommandTest {
  @TempDir Path home;

  @Test
  void usesDefaultPortsAndDataDirectory() {
    LocalOptions options = run("local");

    assertThat(options.cloud().port()).isEqualTo(4566);
    assertThat(options.settings().settings().managementPort()).isEqualTo(8080);
    assertThat(options.cloud().data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(options.cloud().digestInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(options.once()).isFalse();
    assertThat(options.home()).isEqualTo(home);
  }

  @Test
  void passesEveryOption() {
    LocalOptions options =
        run(
            "local",
            "--port",
            "1",
            "--ops-port",
            "2",
            "--data",
            home + "/d",
            "--digest-interval",
            "3s",
            "--once");

    assertThat(options.cloud().port()).isEqualTo(1);
    assertThat(options.settings().settings().managementPort()).isEqualTo(2);
    assertThat(options.cloud().data()).isEqualTo(home.resolve("d"));
    assertThat(options.settings().settings().signing().keystore())
        .isEqualTo(home.resolve("d/keys/signing.p12"));
    assertThat(options.cloud().digestInterval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.once()).isTrue();
  }

  @Test
  void overridesSettingBeforeOrAfterTheCommand() {
    assertThat(run("--set", "waybill.queue=q", "local").settings().settings().queue().name())
        .isEqualTo("q");
    assertThat(run("local", "--set", "waybill.queue=q").settings().settings().queue().name())
        .isEqualTo("q");
  }

  private LocalOptions run(String... args) {
    LocalShell shell = new LocalShell(home);
    assertThat(shell.run(args)).isZero();
    return (LocalOptions) shell.calls.get(0);
  }
}
