package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandTest {
  @TempDir Path home;

  @Test
  void printsKeyValueAndOriginWithSecretsMasked() {
    Shell shell = new Shell(home);
    shell.environment.put("WAYBILL_QUEUE", "other");
    shell.environment.put("WAYBILL_SIGNING_PASSWORD", "correct horse");

    Result result = shell.run("config", "--local");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("waybill\\.queue +other +environment WAYBILL_QUEUE"))
        .anyMatch(line -> line.matches("waybill\\.kms\\.require +true +default"))
        .anyMatch(line -> line.matches("waybill\\.signing\\.password +\\*{3} +environment .*"));
    assertThat(result.out()).doesNotContain("correct horse");
  }

  @Test
  void printsEntriesAsJson() throws Exception {
    Result result = new Shell(home).run("config", "--local", "--json", "--set", "waybill.queue=q");

    JsonNode entries = new ObjectMapper().readTree(result.out());
    assertThat(entries).hasSizeGreaterThan(25);
    assertThat(entries)
        .anySatisfy(
            entry ->
                assertThat(entry.toString())
                    .isEqualTo(
                        "{\"key\":\"waybill.queue\",\"value\":\"q\",\"origin\":\"command line\"}"));
    assertThat(result.out()).doesNotContain("waybill-local");
  }

  @Test
  void reportsMissingSigningKeyWithTheFixOutsideTheLocalProfile() {
    Result result = new Shell(home).run("config");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .containsOnlyOnce("keytool -genkeypair")
        .contains("waybill.signing.keystore", "waybill.signing.password", "waybill.signing.alias");
  }

  @Test
  void printsInvalidConfigurationWithItsProblems() {
    Shell shell = new Shell(home);
    shell.environment.put("WAYBILL_SIGNING_PASSWORD", "correct horse");

    Result result = shell.run("config", "--set", "waybill.intake.workers=many");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("waybill\\.queue +caa304-raw-data-events +default"))
        .anyMatch(line -> line.matches("waybill\\.intake\\.workers +many +command line"))
        .anyMatch(line -> line.matches("waybill\\.signing\\.password +\\*{3} +environment .*"));
    assertThat(result.err()).contains("waybill.intake.workers = many: must be a whole number");
    assertThat(result.out() + result.err()).doesNotContain("correct horse");
  }

  @Test
  void printsCompleteJsonOfAnInvalidConfiguration() throws Exception {
    Result result = new Shell(home).run("config", "--json");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(new ObjectMapper().readTree(result.out())).hasSizeGreaterThan(20);
  }

  @Test
  void reportsSettingOfAuditThatDoesNotExist() throws IOException {
    Path audits = Files.createDirectories(home.resolve("sql/audits"));
    Files.copy(
        Path.of("sql/audits/S3-08-ransom-note.sql"), audits.resolve("S3-08-ransom-note.sql"));
    Shell shell = new Shell(home);
    shell.environment.put("WAYBILL_SIGNING_KEYSTORE", "s.p12");
    shell.environment.put("WAYBILL_SIGNING_PASSWORD", "correct horse");
    shell.environment.put("WAYBILL_SIGNING_ALIAS", "k");

    assertThat(shell.run("config", "--set", "waybill.audit.S3-08.schedule=1h").exitCode()).isZero();
    Result result = shell.run("config", "--set", "waybill.audit.S3-80.schedule=1h");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("waybill.audit.S3-80.schedule");
    assertThat(result.err())
        .startsWith("waybill config: waybill.audit.S3-80: there is no audit S3-80 in sql/audits");
  }
}
