package dev.waybill.aws.identity;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Missing credentials, or credentials that Waybill may not use. The message is one line with the
 * reason and its fix. The message contains no secret and no account number, so that a health page
 * may show it.
 */
public final class UnusableCredentialsException extends SdkClientException {
  private static final long serialVersionUID = 1L;
  private final boolean forbidden;

  private UnusableCredentialsException(
      boolean forbidden, String message, @Nullable Throwable cause) {
    super(SdkClientException.builder().message(message).cause(cause));
    this.forbidden = forbidden;
  }

  /** Returns the failure for credentials that the configuration forbids. */
  static UnusableCredentialsException forbidden(String message) {
    return new UnusableCredentialsException(true, message, null);
  }

  /** Returns the failure for missing credentials, or for credentials whose identity is unknown. */
  static UnusableCredentialsException unavailable(String message, @Nullable Throwable cause) {
    return new UnusableCredentialsException(false, message, cause);
  }

  /** Returns a new exception with this cause, so that each caller gets its own stack trace. */
  UnusableCredentialsException copy() {
    return new UnusableCredentialsException(forbidden, String.valueOf(getMessage()), this);
  }

  /**
   * Returns true when the configuration forbids the credentials, false when none were available.
   */
  public boolean isForbidden() {
    return forbidden;
  }
}
