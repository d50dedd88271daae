package dev.waybill.baseline.control;

/** What is there is not ours to change, or cannot be changed into what it should be. */
public final class ForeignResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ForeignResourceException(String message) {
    super(message);
  }

  public ForeignResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
