package dev.waybill.startup;

import org.jspecify.annotations.Nullable;

/**
 * Failure of a start check. The message is the one line that an operator reads: the setting, its
 * value and the fix.
 */
public final class StartupException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean unreachable;

  private StartupException(boolean unreachable, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.unreachable = unreachable;
  }

  /** Returns a failure that a change of the configuration or of AWS resources fixes. */
  public static StartupException configuration(String message) {
    return new StartupException(false, message, null);
  }

  /** Returns a failure that a change of the configuration or of AWS resources fixes. */
  public static StartupException configuration(String message, Throwable cause) {
    return new StartupException(false, message, cause);
  }

  /** Returns a failure to reach AWS, or a denied call. */
  public static StartupException unreachable(String message, Throwable cause) {
    return new StartupException(true, message, cause);
  }

  /** Returns true when AWS was not reachable or denied a call. */
  public boolean isUnreachable() {
    return unreachable;
  }
}
