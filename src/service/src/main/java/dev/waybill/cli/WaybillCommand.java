package dev.waybill.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command {@code waybill}; it does nothing itself. */
@Command(
    name = "waybill",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A chain of custody for every object that lands in S3.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All is well",
      "1:A finding, or something does not match",
      "2:Wrong usage or configuration",
      "3:AWS cannot be reached or refuses"
    })
public final class WaybillCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private WaybillCommand() {}

  /**
   * The whole command line, ready to execute.
   *
   * @param options shared with the commands
   * @param commands one instance a command, each with picocli's {@code @Command}
   */
  public static CommandLine commandLine(GlobalOptions options, Object... commands) {
    CommandLine line = new CommandLine(new WaybillCommand());
    line.addMixin("global", options);
    for (Object command : commands) {
      line.addSubcommand(command);
    }
    ErrorReport errors = new ErrorReport(options);
    return line.setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setExecutionStrategy(
            parsed -> {
              LogConfiguration.prefer(options.statedHome());
              return new RunLast().execute(parsed);
            })
        .setAbbreviatedOptionsAllowed(false);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
