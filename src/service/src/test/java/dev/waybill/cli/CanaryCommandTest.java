package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.canary.Canary;
import dev.waybill.canary.Step;
import dev.waybill.canary.StepResult;
import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.object.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

final class CanaryCommandTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void createShell() {
    shell = new Shell(home);
    shell.canary = canary(Map.of());
  }

  @Test
  void printsOneLinePerStepAndExitsWith0WhenHealthy() {
    Shell.Result result = shell.run("canary");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            "canary s3://raw/test/canary/a.txt",
            "  accepted   41 ms",
            "  versioned  41 ms",
            "  encrypted  41 ms",
            "  notified   41 ms",
            "  sealed     41 ms",
            "  verified   41 ms",
            "  logged     41 ms",
            "  queryable  skipped: not yet",
            "the canary passed");
    assertThat(shell.calls).containsExactly("default");
  }

  @Test
  void printsCauseAndFixOfFailedStepAndExitsWith1() {
    shell.canary =
        canary(
            Map.of(
                Step.ENCRYPTED,
                    new StepResult(
                        Step.ENCRYPTED, Status.WRONG, Duration.ofMillis(41), "AES256", "set it"),
                Step.LOGGED,
                    new StepResult(
                        Step.LOGGED, Status.MISSING, Duration.ofSeconds(30), "stopped", "start")));

    Shell.Result result = shell.run("canary");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains(
            "  encrypted  WRONG: AES256; set it\n",
            "  logged     MISSING after 30000 ms: stopped; start\n",
            "THE CANARY FAILED");
  }

  @Test
  void keepsUntrustedInputOnItsLine() {
    shell.canary =
        canary(
            Map.of(
                Step.ACCEPTED,
                new StepResult(
                    Step.ACCEPTED,
                    Status.WRONG,
                    Duration.ZERO,
                    "\nthe canary passed",
                    "\u001b[2J")));

    assertThat(shell.run("canary").out().lines()).hasSize(10);
    assertThat(shell.run("canary").out()).doesNotContain("\u001b");
  }

  @Test
  void passesWaitToTheService() {
    assertThat(shell.run("canary", "--wait", "90s").exitCode()).isZero();
    assertThat(shell.calls).containsExactly(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "-1s", "soon", "13h", "90"})
  void rejectsInvalidWait(String wait) {
    Shell.Result result = shell.run("canary", "--wait=" + wait);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--wait");
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void exitsWith3WhenAwsCannotBeReached() {
    shell.failure = SdkClientException.create("no way");

    assertThat(shell.run("canary").exitCode()).isEqualTo(3);
  }

  private static Canary canary(Map<Step, StepResult> bad) {
    Map<Step, StepResult> steps = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      steps.put(step, new StepResult(step, Status.REACHED, Duration.ofMillis(41), "", ""));
    }
    steps.put(Step.QUERYABLE, new StepResult(Step.QUERYABLE, Status.SKIPPED, null, "not yet", ""));
    steps.putAll(bad);
    return new Canary(
        "raw",
        "test/canary/a.txt",
        "v1",
        new Sha256("ab".repeat(32)),
        Instant.parse("2026-01-01T00:00:00Z"),
        steps);
  }
}
