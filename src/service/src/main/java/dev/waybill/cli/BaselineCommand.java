package dev.waybill.cli;

import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.baseline.UnknownControlException;
import dev.waybill.settings.Settings;
import java.io.PrintWriter;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill baseline}. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description = {
      "The secure baseline: buckets, key, queues, trail, Athena and its catalogue.",
      "The credentials decide which account is meant."
    })
public final class BaselineCommand implements Runnable {
  private final GlobalOptions options;
  private final BaselineService service;

  @Spec private CommandSpec spec = CommandSpec.create();

  public BaselineCommand(GlobalOptions options, BaselineService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "check, apply or template is missing");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads every control and changes nothing.",
        "Exit code 1: a control does not hold; 3: AWS denied a read."
      })
  int check(@Option(names = "--json", description = "Prints JSON.") boolean json) {
    return run(json, progress -> service.check(options.home(), settings(), progress));
  }

  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      description = {
        "Fixes what differs, and nothing else.",
        "Deletes no data and changes no bucket of another account.",
        "Takes nothing away from other users of a shared resource unless --take names the control.",
        "Run it again to complete an interrupted run; a second run changes nothing."
      })
  int apply(
      @Option(names = "--json", description = "Prints JSON.") boolean json,
      @Option(
              names = "--take",
              split = ",",
              paramLabel = "CONTROL",
              description = "Control whose fix may take something away from others.")
          @Nullable Set<String> taken) {
    Set<String> named = taken == null ? Set.of() : taken;
    return run(json, progress -> apply(named, progress));
  }

  private BaselineReport apply(Set<String> taken, Consumer<ControlResult> progress) {
    try {
      return service.apply(options.home(), settings(), taken, progress);
    } catch (UnknownControlException e) {
      throw new ParameterException(spec.commandLine(), "--take: " + e.getMessage(), e);
    }
  }

  @Command(
      name = "template",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the baseline as a CloudFormation template or a Terraform module, with"
            + " least-privilege IAM policies for the service, the operator and the auditor."
      })
  int template(
      @Option(
              names = "--format",
              defaultValue = "cloudformation",
              description = "One of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
          TemplateFormat format) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(service.template(options.home(), settings(), format));
    out.flush();
    return ExitCode.SUCCESS;
  }

  private Settings settings() {
    return options.loader().loadWithoutSigning(options.overrides()).settings();
  }

  private int run(boolean json, Work work) {
    PrintWriter out = spec.commandLine().getOut();
    BaselineTable table =
        new BaselineTable(out, spec.commandLine().getColorScheme().ansi().enabled());
    BaselineReport report = work.run(json ? result -> {} : table::print);
    if (json) {
      out.println(Json.of(BaselineJson.of(report)));
    } else {
      table.summary(report);
    }
    out.flush();
    if (report.hasDrift()) {
      return ExitCode.FINDING;
    }
    return report.hasUnreadable() ? ExitCode.UNREACHABLE : ExitCode.SUCCESS;
  }

  @FunctionalInterface
  private interface Work {
    BaselineReport run(Consumer<ControlResult> progress);
  }
}
