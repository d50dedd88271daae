package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaiveCommandTest {
  private static final String RECORD = "s3://provenance/records/raw/aa/%0Ax.sigstore.json";

  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void createShell() {
    shell = new Shell(home);
    shell.environment.put("WAYBILL_SIGNING_KEYSTORE", "signing.p12");
    shell.environment.put("WAYBILL_SIGNING_ALIAS", "waybill");
    shell.environment.put("WAYBILL_SIGNING_PASSWORD", "secret");
  }

  @Test
  void storesNothingWithoutTheWordYes() {
    Shell.Result result = shell.run("waive", RECORD, "--by", "Ada", "--reason", "a stranger's");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("nothing was stored", "sha256  aa, 2 bytes");
    assertThat(result.out()).doesNotContain("\u001b");
    assertThat(shell.calls)
        .containsExactly(new S3Address("provenance", "records/raw/aa/\nx.sigstore.json", null));
  }

  @Test
  void passesTheWordsOfThePersonToTheService() {
    Shell.Result result = shell.run("waive", RECORD, "--by", "Ada", "--reason", "mine", "--yes");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("waived  s3://provenance/waivers/x", "redrive");
    assertThat(shell.calls).contains(new WaiverService.Statement("Ada", "mine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "waive s3://provenance/records/x --by Ada",
        "waive s3://provenance/records/x --reason mine",
        "waive --by Ada --reason mine",
        "waive records/x --by Ada --reason mine",
        "waive s3://provenance --by Ada --reason mine",
        "waive s3://provenance/records/x --by= --reason mine",
      })
  void rejectsWrongUsageWithExitCode2(String line) {
    Shell.Result result = shell.run(line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(shell.calls).isEmpty();
  }
}
