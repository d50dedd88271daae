package dev.waybill.cli;

import dev.waybill.canary.Canary;
import dev.waybill.canary.Step;
import dev.waybill.canary.StepResult;
import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.object.PercentEncoding;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.SettingsLoader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill canary}. */
@Command(
    name = "canary",
    mixinStandardHelpOptions = true,
    description = {
      "Uploads a small object to the test prefix and follows it: accepted, versioned,"
          + " encrypted, notified, sealed, verified, logged, queryable.",
      "Prints the likely cause of a late step.",
      "Works while the service runs, and reports when it does not."
    })
public final class CanaryCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final CanaryService service;
  private final Set<Step> printed = EnumSet.noneOf(Step.class);

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      description = {
        "Time limit of every step, such as 90s or 20m (default: waybill.canary.sealed-within"
            + " and waybill.canary.logged-within)."
      })
  private @Nullable String wait;

  @Spec private CommandSpec spec = CommandSpec.create();

  public CanaryCommand(GlobalOptions options, CanaryService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public Integer call() throws Exception {
    Canary canary =
        service.follow(
            options.loader().loadWithoutSigning(options.overrides()), within(), this::print);
    PrintWriter out = spec.commandLine().getOut();
    out.println(canary.isHealthy() ? "the canary passed" : "THE CANARY FAILED");
    out.flush();
    return canary.isHealthy() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private @Nullable Duration within() {
    if (wait == null) {
      return null;
    }
    try {
      return SettingsLoader.duration(wait, Duration.ofSeconds(1), Duration.ofHours(12));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--wait: \"" + wait + "\" must be " + e.getMessage());
    }
  }

  private void print(Canary canary) {
    PrintWriter out = spec.commandLine().getOut();
    if (printed.isEmpty()) {
      out.println("canary s3://" + canary.bucket() + "/" + PercentEncoding.path(canary.key()));
    }
    canary.results().stream()
        .filter(it -> canary.isComplete() || it.status() != Status.SKIPPED)
        .filter(it -> printed.add(it.step()))
        .forEach(it -> out.println(line(it)));
    out.flush();
  }

  private static String line(StepResult result) {
    String name = result.step().label();
    String detail = result.detail().isEmpty() ? "" : ": " + EscapedText.of(result.detail());
    String fix = result.fix().isEmpty() ? "" : "; " + EscapedText.of(result.fix());
    return "  "
        + name
        + " ".repeat(Math.max(1, 11 - name.length()))
        + answer(result)
        + detail
        + fix;
  }

  private static String answer(StepResult result) {
    String latency = result.latency() == null ? "" : result.latency().toMillis() + " ms";
    return switch (result.status()) {
      case REACHED -> latency.isEmpty() ? "reached" : latency;
      case WRONG -> "WRONG";
      case MISSING -> "MISSING after " + latency;
      case SKIPPED -> "skipped";
    };
  }
}
