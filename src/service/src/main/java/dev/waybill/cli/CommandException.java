package dev.waybill.cli;

import org.jspecify.annotations.Nullable;

/** Failure of a command; the message is the one line that the user reads. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  private CommandException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns a failure for wrong usage or configuration, exit code 2. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message, null);
  }

  /** Returns a failure for wrong usage or configuration, exit code 2. */
  public static CommandException usage(String message, Throwable cause) {
    return new CommandException(ExitCode.USAGE, message, cause);
  }

  /** Returns a finding that leaves the command without a result, exit code 1. */
  public static CommandException finding(String message) {
    return new CommandException(ExitCode.FINDING, message, null);
  }

  /** Returns a failure to reach AWS, or a denied call, exit code 3. */
  public static CommandException unreachable(String message, Throwable cause) {
    return new CommandException(ExitCode.UNREACHABLE, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
