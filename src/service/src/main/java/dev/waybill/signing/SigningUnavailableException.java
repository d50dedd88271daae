package dev.waybill.signing;

import org.jspecify.annotations.Nullable;

/**
 * Failure to sign because the key cannot be used now. The cause is never the object in custody, so
 * its message waits. The message of the exception holds no untrusted input.
 */
public final class SigningUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SigningUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
