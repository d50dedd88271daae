package dev.waybill.cli;

import dev.waybill.audit.catalog.InvalidCatalogException;
import dev.waybill.audit.catalog.UnknownAuditException;
import dev.waybill.audit.tuning.InvalidTuningException;
import dev.waybill.aws.EnvironmentException;
import dev.waybill.aws.identity.UnusableCredentialsException;
import dev.waybill.baseline.schema.InvalidScriptException;
import dev.waybill.record.offline.CommandLineText;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.SettingsException;
import dev.waybill.startup.StartupException;
import dev.waybill.verify.UnusableAddressException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkException;

/** Mapping of failures to one line on standard error and an exit code. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final GlobalOptions options;

  ErrorReport(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    // A lost character is the cause of whatever is wrong with the argument.
    String reason =
        LostCharacters.problem(List.of(args), CommandLineText.ofProcess())
            .orElseGet(() -> reason(failure));
    print(line, name + ": " + oneLine(reason) + "; see " + name + " --help");
    return ExitCode.USAGE;
  }

  private static String reason(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched
        ? new UnknownArgument(failure.getCommandLine(), unmatched.getUnmatched().get(0))
            .explanation()
        : String.valueOf(failure.getMessage());
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    print(line, line.getCommandSpec().qualifiedName() + ": " + message(failure));
    if (options.verbose()) {
      printStack(failure, line.getErr());
      line.getErr().flush();
    }
    return exitCode(failure);
  }

  private static int exitCode(Exception failure) {
    if (failure instanceof CommandException stopped) {
      return stopped.exitCode();
    }
    if (failure instanceof StartupException stopped) {
      return stopped.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.USAGE;
    }
    if (failure instanceof InvalidTuningException
        || failure instanceof UnknownAuditException
        || failure instanceof UnusableAddressException) {
      return ExitCode.USAGE;
    }
    if (failure instanceof UnusableCredentialsException credentials && credentials.isForbidden()) {
      return ExitCode.USAGE;
    }
    return sdkFailure(failure) == null ? ExitCode.USAGE : ExitCode.UNREACHABLE;
  }

  private static String message(Exception failure) {
    if (failure instanceof SettingsException || failure instanceof InvalidCatalogException) {
      // The message has one line per problem.
      return String.valueOf(failure.getMessage())
          .lines()
          .map(EscapedText::of)
          .collect(Collectors.joining("\n"));
    }
    if (hasUserMessage(failure)) {
      return oneLine(failure.getMessage());
    }
    Throwable sdk = sdkFailure(failure);
    return sdk == null
        ? oneLine(failure.toString()) + "; use --verbose for details"
        : "AWS cannot be reached or rejects the call: " + oneLine(sdk.getMessage());
  }

  /** Returns true when the message names the problem and the fix. */
  private static boolean hasUserMessage(Exception failure) {
    return failure instanceof CommandException
        || failure instanceof StartupException
        || failure instanceof InvalidTuningException
        || failure instanceof UnknownAuditException
        || failure instanceof UnusableAddressException
        || failure instanceof UnusableCredentialsException
        || failure instanceof EnvironmentException
        || failure instanceof InvalidScriptException;
  }

  private static @Nullable Throwable sdkFailure(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SdkException) {
        return at;
      }
    }
    return null;
  }

  /**
   * Returns the message as one line; libraries break long messages, and may quote untrusted input.
   */
  private static String oneLine(@Nullable String message) {
    return EscapedText.of(String.valueOf(message).replaceAll("\\s+", " ").strip());
  }

  /** Prints the stack trace, indented so that no line of a message resembles Waybill's output. */
  private static void printStack(Exception failure, PrintWriter err) {
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack, true));
    for (String line : stack.toString().lines().toList()) {
      boolean frame = line.startsWith("\t");
      err.println((frame ? "\t" : "  ") + EscapedText.of(frame ? line.substring(1) : line));
    }
  }

  private static void print(CommandLine line, String message) {
    PrintWriter err = line.getErr();
    err.println(message);
    err.flush();
  }
}
