package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloudCommandTest {
  @TempDir Path home;

  @Test
  void without_options_the_well_known_port_and_data_beside_us() {
    assertThat(run("cloud")).isEqualTo(Path.of("data").toAbsolutePath() + " 4566");
  }

  @Test
  void every_option_arrives() {
    assertThat(run("cloud", "--port", "0", "--data", home + "/a/../d"))
        .isEqualTo(home.resolve("d") + " 0");
  }

  /** It has no pipeline whose configuration could be wrong. */
  @Test
  void a_configuration_that_is_wrong_is_not_its_business() {
    assertThat(run("cloud", "--set", "waybill.queu=x")).endsWith(" 4566");
  }

  private String run(String... args) {
    LocalShell shell = new LocalShell(home);
    assertThat(shell.run(args)).isZero();
    return (String) shell.calls.get(0);
  }
}
