package dev.waybill.cli;

import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.settings.Settings;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waybill baseline}. */
@Command(
    name = "baseline",
    mixinStandardHelpOptions = true,
    description = {
      "The secure baseline: buckets, key, queues, trail, Athena and its catalogue.",
      "Which account it is about, the credentials decide."
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
        "Exit code 1: something is not as it should be; 3: AWS refused to tell."
      })
  int check(@Option(names = "--json", description = "Prints JSON.") boolean json) {
    return run(json, progress -> service.check(options.home(), settings(), progress));
  }

  @Command(
      name = "apply",
      mixinStandardHelpOptions = true,
      description = {
        "Mends what differs, and only that. It deletes no data and touches no other account's",
        "bucket. Doing it again changes nothing; cut short, it is completed by doing it again."
      })
  int apply(@Option(names = "--json", description = "Prints JSON.") boolean json) {
    return run(json, progress -> service.apply(options.home(), settings(), progress));
  }

  @Command(
      name = "template",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the same desired state as a CloudFormation template, with the least rights of the",
        "service, the operator and the auditor as IAM policies."
      })
  int template() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(service.template(options.home(), settings()));
    out.flush();
    return ExitCode.WELL;
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
      table.sum(report);
    }
    out.flush();
    if (report.hasDrift()) {
      return ExitCode.FINDING;
    }
    return report.hasUnreadable() ? ExitCode.UNREACHABLE : ExitCode.WELL;
  }

  @FunctionalInterface
  private interface Work {
    BaselineReport run(Consumer<ControlResult> progress);
  }
}
