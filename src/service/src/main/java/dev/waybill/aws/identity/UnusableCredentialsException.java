package dev.waybill.aws.identity;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * There are no credentials, or none that Waybill may use. The message is one line that says why and
 * what mends it; it holds no secret, and no account number, so that a health page may show it.
 */
public final class UnusableCredentialsException extends SdkClientException {
  private static final long serialVersionUID = 1L;
  private final boolean refused;

  private UnusableCredentialsException(boolean refused, String message, @Nullable Throwable cause) {
    super(SdkClientException.builder().message(message).cause(cause));
    this.refused = refused;
  }

  /** Credentials are there, and the configuration forbids them. */
  static UnusableCredentialsException refused(String message) {
    return new UnusableCredentialsException(true, message, null);
  }

  /** No credentials could be had, or nobody could say whose they are. */
  static UnusableCredentialsException unavailable(String message, @Nullable Throwable cause) {
    return new UnusableCredentialsException(false, message, cause);
  }

  /** The same once more, for another caller. */
  UnusableCredentialsException again() {
    return new UnusableCredentialsException(refused, String.valueOf(getMessage()), this);
  }

  /**
   * Returns true when the configuration forbids the credentials, false when none were available.
   */
  public boolean isRefused() {
    return refused;
  }
}
