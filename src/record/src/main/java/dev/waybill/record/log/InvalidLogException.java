package dev.waybill.record.log;

/** Failure because a log, or a proof from one, is missing a part or is not what it claims to be. */
public final class InvalidLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the part and its defect
   */
  public InvalidLogException(String message) {
    super(message);
  }
}
