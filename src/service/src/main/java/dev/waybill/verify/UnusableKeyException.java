package dev.waybill.verify;

/**
 * Failure to read a public key that a verification needs; the message names the key and the fix.
 */
public final class UnusableKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
