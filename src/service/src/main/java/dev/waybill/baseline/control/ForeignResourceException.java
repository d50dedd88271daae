package dev.waybill.baseline.control;

/** Resource that belongs to others, or cannot be changed to the desired state. */
public final class ForeignResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ForeignResourceException(String message) {
    super(message);
  }

  public ForeignResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
