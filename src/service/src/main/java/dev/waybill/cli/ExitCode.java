package dev.waybill.cli;

/** What a command's exit code says to a script. */
public final class ExitCode {
  /** All is well. */
  public static final int WELL = 0;

  /** There is a finding, or something does not match. */
  public static final int FINDING = 1;

  /** The command was used wrongly, the configuration is wrong, or Waybill itself failed. */
  public static final int USAGE = 2;

  /** AWS cannot be reached or refuses. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
