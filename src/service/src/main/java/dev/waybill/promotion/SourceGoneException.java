package dev.waybill.promotion;

/** Thrown when the source of a copy no longer exists. */
public final class SourceGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause the error that S3 returned
   */
  public SourceGoneException(Throwable cause) {
    super("the source of the copy no longer exists", cause);
  }
}
