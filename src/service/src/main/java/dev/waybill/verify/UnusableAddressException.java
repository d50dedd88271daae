package dev.waybill.verify;

/** Failure of an address that names no object S3 could have; the message says what is wrong. */
public final class UnusableAddressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableAddressException(String message, Throwable cause) {
    super(message, cause);
  }
}
