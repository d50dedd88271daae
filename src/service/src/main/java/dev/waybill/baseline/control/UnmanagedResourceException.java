package dev.waybill.baseline.control;

/** Resource that belongs to others, or cannot be changed to the desired state. */
public final class UnmanagedResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnmanagedResourceException(String message) {
    super(message);
  }

  public UnmanagedResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
