package dev.waybill.cli;

/** Exit codes of the commands. */
public final class ExitCode {
  /** Success. */
  public static final int SUCCESS = 0;

  /** A finding or a mismatch. */
  public static final int FINDING = 1;

  /** Wrong usage, an invalid configuration, or an unexpected failure of Waybill. */
  public static final int USAGE = 2;

  /** AWS cannot be reached or rejects a call. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
