package dev.waybill.baseline.control;

/** Failure of a control whose resource belongs to others or cannot reach the desired state. */
public final class UnmanagedResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnmanagedResourceException(String message) {
    super(message);
  }

  public UnmanagedResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
