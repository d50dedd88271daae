package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

final class ErrorReportTest {
  private static final String HOSTILE = "\u001b[2J\u009b2J\u202e\r\nverified";
  @TempDir Path home;

  @Test
  void a_command_that_stops_says_why_in_one_line() {
    Shell.Result result = failing(CommandException.usage("--key: no key", new IOException()));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1).first().asString().endsWith("--key: no key");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aws_that_refuses_is_told_from_wrong_usage() {
    Shell.Result result =
        failing(new IllegalStateException("outer", SdkClientException.create("refused")));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("AWS cannot be reached or refuses: refused");
  }

  @Test
  void what_is_unforeseen_is_one_line_without_a_stack() {
    Shell.Result result = failing(new UncheckedIOException(new IOException("disk")));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("disk").contains("--verbose tells more");
  }

  @Test
  void foreign_text_neither_steers_the_terminal_nor_begins_a_line() {
    for (RuntimeException failure :
        new RuntimeException[] {
          CommandException.usage(HOSTILE, new IOException()),
          new IllegalStateException(HOSTILE),
          SdkClientException.create(HOSTILE)
        }) {
      Shell.Result result = failing(failure);

      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err().strip()).doesNotContainPattern(PrintableTest.STEERING);
    }
  }

  @Test
  void a_stack_asked_for_steers_nothing_either() {
    Shell shell = new Shell(home);
    shell.failure = new IllegalStateException(HOSTILE);

    Shell.Result result = shell.run("--verbose", "verify", "s3://bucket/key");

    assertThat(result.err()).contains("at dev.waybill.cli.");
    assertThat(result.err().lines()).noneMatch(line -> line.startsWith("verified"));
    assertThat(result.err().replaceAll("[\n\t]", "")).doesNotContainPattern(PrintableTest.STEERING);
  }

  @Test
  void an_argument_that_steers_is_shown_as_text() {
    Shell.Result result = new Shell(home).run("verify", "--no\u001b[2J\u009b2J\nsuch");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().strip()).doesNotContainPattern(PrintableTest.STEERING);
  }

  private Shell.Result failing(RuntimeException failure) {
    Shell shell = new Shell(home);
    shell.failure = failure;
    return shell.run("verify", "s3://bucket/key");
  }
}
