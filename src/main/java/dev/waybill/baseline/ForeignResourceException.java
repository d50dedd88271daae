package dev.waybill.baseline;

/** What is there is not ours to change, or cannot be changed into what it should be. */
final class ForeignResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ForeignResourceException(String message) {
    super(message);
  }

  ForeignResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
