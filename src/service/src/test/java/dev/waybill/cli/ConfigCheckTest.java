package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCheckTest {
  private static final String[] KEY = {
    "--set", "waybill.signing.keystore=a", "--set", "waybill.signing.alias=b"
  };

  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void environment() throws IOException {
    Files.createFile(home.resolve("a"));
    Files.createFile(home.resolve("record-log.keys"));
    shell = new Shell(home);
    shell.environment.put("WAYBILL_SIGNING_PASSWORD", "correct horse");
  }

  @Test
  void acceptsAConfigurationWithAKey() {
    Result result = check();

    assertThat(result.out()).endsWith(" settings: ok\n");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void reportsAllProblemsAtOnceWithTheirLines() throws IOException {
    write(
        """
        waybill.queu=a
        waybill.intake.workers=0

        waybill.raw.bucket=caa304-provenance
        waybill.audit.enabled=false
        waybill.audit.concurrent=2
        waybill.aws.direct=true
        waybill.record-log.keys=nowhere
        """);

    Result result = check();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines())
        .anyMatch(
            it -> it.matches(".*properties:1: error setting: waybill.queu: .*waybill.queue[?]"))
        .anyMatch(it -> it.matches(".*:2: error setting: waybill.intake.workers: \"0\" must be .*"))
        .anyMatch(it -> it.matches(".*:6: warning no-effect: waybill.audit.concurrent: .*"))
        .anyMatch(it -> it.matches(".*:7: warning no-effect: waybill.aws.direct: .*"))
        .anyMatch(it -> it.matches(".*:8: error file: waybill.record-log.keys: nowhere does .*"))
        .anyMatch(it -> it.contains("error contradiction: waybill.provenance.bucket"))
        .last()
        .asString()
        .matches("\\d+ settings: 4 errors, 2 warnings");
    assertThat(result.out()).doesNotContain("correct horse");
  }

  @Test
  void reportsMissingKeyAndSecretInAFile() throws IOException {
    write("waybill.alert.pagerduty.key=0123456789abcdef0123456789abcdef\n");

    Result result = shell.run("config", "check");

    assertThat(result.out())
        .contains("waybill.signing.keystore: is missing", "waybill.signing.alias: is missing")
        .contains(":1: warning secret-in-file: waybill.alert.pagerduty.key")
        .doesNotContain("0123456789abcdef");
  }

  @Test
  void reportsMisspelledPrefix() throws IOException {
    write("waybil.queue=a\ncamel.main.name=x\nown.period=3\n");

    assertThat(check().out())
        .contains("error setting: waybil.queue: is no setting of Waybill")
        .contains("did you mean waybill.queue?")
        .doesNotContain("camel.main.name", "own.period");
  }

  @Test
  void printsTheSharedShapeAsJson() throws IOException {
    write("waybill.queu=a\n");

    JsonNode json = new ObjectMapper().readTree(check("--json").out());

    assertThat(json.get("ok").asBoolean()).isFalse();
    assertThat(json.get("findings")).hasSize(1);
    JsonNode finding = json.get("findings").get(0);
    assertThat(finding.fieldNames())
        .toIterable()
        .containsExactly("check", "severity", "file", "line", "id", "problem", "fix");
    assertThat(finding.get("line").asInt()).isEqualTo(1);
    assertThat(finding.get("id").asText()).isEqualTo("waybill.queu");
  }

  @Test
  void suggestsTheNearestNameOfASubcommandAndItsOption() {
    assertThat(shell.run("config", "chekc").err()).contains("did you mean check?");
    assertThat(shell.run("config", "check", "--jsn").err()).contains("did you mean --json?");
  }

  private Result check(String... options) {
    String[] args = new String[2 + options.length + KEY.length];
    args[0] = "config";
    args[1] = "check";
    System.arraycopy(options, 0, args, 2, options.length);
    System.arraycopy(KEY, 0, args, 2 + options.length, KEY.length);
    return shell.run(args);
  }

  private void write(String text) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/application.properties"), text);
  }
}
