package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Shell.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tests of what all commands share: help, errors and exit codes. */
final class WaybillCommandTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(home);
    shell.environment.put("WAYBILL_SIGNING_KEYSTORE", "s.p12");
    shell.environment.put("WAYBILL_SIGNING_PASSWORD", "correct horse");
    shell.environment.put("WAYBILL_SIGNING_ALIAS", "k");
  }

  /** The JVM ends with exit code 1, a finding, when nothing catches the error. */
  @Test
  void exitsWith2WhenTheJvmFails() {
    GlobalOptions options = new GlobalOptions(Map.of());
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(
                options,
                new RunCommand(
                    options,
                    (home, settings) -> {
                      throw new StackOverflowError("deep");
                    }))
            .setErr(new PrintWriter(err));

    int code =
        WaybillCommand.execute(
            line,
            "--home=" + home,
            "run",
            "--set=waybill.signing.keystore=s",
            "--set=waybill.signing.password=p",
            "--set=waybill.signing.alias=a");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("waybill: internal error: java.lang.StackOverflowError: deep\n");
  }

  @Test
  void listsCommandsAndExitCodesInHelp() {
    Result result = shell.runPlain("--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("run", "verify", "config", "--home", "Exit codes:", "2   Wrong usage");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "verify", "config"})
  void explainsEachCommandWithTheGlobalOptions(String command) {
    Result result = shell.runPlain(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Usage: waybill " + command, "--home", "--set", "--verbose");
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void printsVersion() {
    assertThat(shell.runPlain("--version").out()).startsWith("waybill ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frobnicate",
        "local",
        "cloud",
        "run --nonsense",
        "run surplus",
        "verify",
        "verify s3://bucket",
        "verify s3://bucket/",
        "verify s3://bucket/key --key k.pem",
        "verify no-such-file --key no-such-key",
        "config --set waybill.queue",
        "run --set waybill.queu=x",
        "config --home /no/such/directory",
      })
  void rejectsWrongUsageInOneLineWithExitCode2(String line) {
    Result result = shell.run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("waybill").doesNotContain("\tat ", "Exception");
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void suggestsNearestCommandAndOption() {
    assertThat(shell.run("verfy", "s3://b/k").err())
        .startsWith("waybill: there is no command verfy; did you mean verify?; see waybill --help");
    assertThat(shell.run("config", "--jsn").err())
        .startsWith("waybill config: there is no option --jsn; did you mean --json?");
    assertThat(shell.run("frobnicate").err())
        .startsWith("waybill: there is no command frobnicate; see waybill --help");
    assertThat(shell.run("run", "surplus").err())
        .startsWith("waybill run: there is no argument surplus; see waybill run --help");
  }

  @Test
  void reportsEveryConfigurationProblemAndStartsNothing() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(
        home.resolve("config/application.properties"), "waybill.queu=a\nwaybill.kms.require=x\n");

    Result result = shell.run("run");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("application.properties:1: waybill.queu", "did you mean waybill.queue?")
        .contains("application.properties:2: waybill.kms.require = x: must be true or false");
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void exitsWith3InOneLineWhenAwsCannotBeReached() {
    shell.failure =
        new IllegalStateException(
            SdkClientException.create("Unable to connect to\nhttp://127.0.0.1:1"));

    Result result = shell.run("run");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err().strip())
        .isEqualTo(
            "waybill run: AWS cannot be reached or rejects the call:"
                + " Unable to connect to http://127.0.0.1:1");
  }

  @Test
  void exitsWithTheCodeOfACommandException() {
    shell.failure = CommandException.unreachable("no access to the bucket", new IOException());

    assertThat(shell.run("verify", "s3://b/k"))
        .isEqualTo(new Result(3, "", "waybill verify: no access to the bucket" + nl()));
  }

  @Test
  void reportsUnexpectedFailureInOneLineAndNotAsFinding() {
    shell.failure = new UncheckedIOException(new IOException("disk full\u001b[2J"));

    Result result = shell.run("run");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("disk full").doesNotContain("\tat ", "\u001b");
  }

  @Test
  void printsStackTraceWithVerbose() {
    shell.failure = new UncheckedIOException(new IOException("disk full"));

    assertThat(shell.run("run", "--verbose").err()).contains("\tat ");
  }

  @Test
  void returnsExitCodeOfTheService() {
    shell.exitCode = 1;

    assertThat(shell.run("run").exitCode()).isEqualTo(1);
  }

  private static String nl() {
    return System.lineSeparator();
  }
}
