package dev.waybill.fixity.examine;

/** Failed request that says nothing about the object; the message has no text of its writer. */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isTemporary;

  /** Creates the failure of a request that fails again when it is repeated at once. */
  public UnreadableException(String message) {
    super(message);
    isTemporary = false;
  }

  /** Creates the failure of a request that can succeed when it is repeated at once. */
  public UnreadableException(String message, Throwable cause) {
    this(message, cause, true);
  }

  /**
   * @param isTemporary true when the request can succeed when it is repeated at once
   */
  public UnreadableException(String message, Throwable cause, boolean isTemporary) {
    super(message, cause);
    this.isTemporary = isTemporary;
  }

  /** Returns true when the request can succeed when it is repeated at once. */
  boolean isTemporary() {
    return isTemporary;
  }
}
