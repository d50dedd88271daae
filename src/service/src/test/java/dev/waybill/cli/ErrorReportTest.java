package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

final class ErrorReportTest {
  /** Characters that untrusted input must not bring to a terminal. */
  private static final String CONTROLS = "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]";

  private static final String HOSTILE = "\u001b[2J\u009b2J\u202e\r\nverified";
  @TempDir Path home;

  @Test
  void reportsCommandFailureInOneLine() {
    Shell.Result result = failing(CommandException.usage("--key: no key", new IOException()));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1).first().asString().endsWith("--key: no key");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void exitsWith3WhenAwsRejectsACall() {
    Shell.Result result =
        failing(new IllegalStateException("outer", SdkClientException.create("denied")));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("AWS cannot be reached or rejects the call: denied");
  }

  @Test
  void reportsUnexpectedFailureInOneLineWithoutStackTrace() {
    Shell.Result result = failing(new UncheckedIOException(new IOException("disk")));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("disk").contains("use --verbose for details");
  }

  @Test
  void escapesUntrustedInputInEveryMessage() {
    for (RuntimeException failure :
        new RuntimeException[] {
          CommandException.usage(HOSTILE, new IOException()),
          new IllegalStateException(HOSTILE),
          SdkClientException.create(HOSTILE)
        }) {
      Shell.Result result = failing(failure);

      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err().strip()).doesNotContainPattern(CONTROLS);
    }
  }

  @Test
  void escapesUntrustedInputInStackTraces() {
    Shell shell = new Shell(home);
    shell.failure = new IllegalStateException(HOSTILE);

    Shell.Result result = shell.run("--verbose", "verify", "s3://bucket/key");

    assertThat(result.err()).contains("at dev.waybill.cli.");
    assertThat(result.err().lines()).noneMatch(line -> line.startsWith("verified"));
    assertThat(result.err().replaceAll("[\n\t]", "")).doesNotContainPattern(CONTROLS);
  }

  @Test
  void escapesControlCharactersOfArguments() {
    Shell.Result result = new Shell(home).run("verify", "--no\u001b[2J\u009b2J\nsuch");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().strip()).doesNotContainPattern(CONTROLS);
  }

  private Shell.Result failing(RuntimeException failure) {
    Shell shell = new Shell(home);
    shell.failure = failure;
    return shell.run("verify", "s3://bucket/key");
  }
}
