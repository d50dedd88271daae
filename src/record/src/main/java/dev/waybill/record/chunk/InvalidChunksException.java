package dev.waybill.record.chunk;

/** List of chunk digests that is not the one that a record states. */
public final class InvalidChunksException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidChunksException(String detail) {
    super(detail);
  }

  /** Returns the defect in one line without untrusted input. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
