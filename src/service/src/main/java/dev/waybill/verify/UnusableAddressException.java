package dev.waybill.verify;

/** Address that names no object, so that there is nothing to verify; the message names the fix. */
public final class UnusableAddressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableAddressException(String message) {
    super(message);
  }

  UnusableAddressException(String message, Throwable cause) {
    super(message, cause);
  }
}
