package dev.waybill.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on; its message is the one line a person reads. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  private CommandException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Wrong usage or configuration: exit code 2. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCode.USAGE, message, null);
  }

  /** Wrong usage or configuration: exit code 2. */
  public static CommandException usage(String message, Throwable cause) {
    return new CommandException(ExitCode.USAGE, message, cause);
  }

  /** AWS is not reachable or refused: exit code 3. */
  public static CommandException unreachable(String message, Throwable cause) {
    return new CommandException(ExitCode.UNREACHABLE, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
