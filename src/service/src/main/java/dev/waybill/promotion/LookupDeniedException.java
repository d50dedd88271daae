package dev.waybill.promotion;

/** Thrown when S3 denies the lookup of a copy, so that nothing can be told about the copy. */
public final class LookupDeniedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause the error that S3 returned
   */
  public LookupDeniedException(Throwable cause) {
    super("S3 denies the lookup of a copy", cause);
  }
}
