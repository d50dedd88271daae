package dev.waybill.cli;

import dev.waybill.record.offline.CommandLineText;
import dev.waybill.record.offline.EscapedText;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** Root command {@code waybill}, which only holds the other commands. */
@Command(
    name = "waybill",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "A chain of custody for every object that lands in S3.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Success",
      "1:A finding or a mismatch",
      "2:Wrong usage or configuration",
      "3:AWS cannot be reached or rejects a call"
    })
public final class WaybillCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private WaybillCommand() {}

  /**
   * Returns the command line, ready to execute.
   *
   * @param options the options that the commands share
   * @param commands one instance per command, each with picocli's {@code @Command}
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
              requireRepresentable(parsed);
              LogConfiguration.apply(options);
              return new RunLast().execute(parsed);
            })
        .setAbbreviatedOptionsAllowed(false);
  }

  private static void requireRepresentable(ParseResult parsed) {
    Optional<String> problem =
        LostCharacters.problem(parsed.originalArgs(), CommandLineText.ofProcess());
    if (problem.isPresent()) {
      throw new ParameterException(parsed.commandSpec().commandLine(), problem.get());
    }
  }

  /** Runs the program, and returns an exit code whatever fails: the JVM itself would return 1. */
  public static int execute(CommandLine line, String... args) {
    try {
      return line.execute(args);
    } catch (Error e) {
      line.getErr().println("waybill: internal error: " + EscapedText.of(e.toString()));
      line.getErr().flush();
      return ExitCode.USAGE;
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
