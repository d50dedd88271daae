package dev.waybill.fixity.second;

/** Failure of a reading whose objects are not as they were written. */
public final class InvalidReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidReadException(String message) {
    super(message);
  }
}
