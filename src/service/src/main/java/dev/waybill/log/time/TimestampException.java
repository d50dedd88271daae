package dev.waybill.log.time;

/**
 * Timestamp that an authority does not give, or that is not one of the data; the message is one
 * line.
 */
public final class TimestampException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the reason, which may hold untrusted input
   */
  public TimestampException(String message) {
    super(message);
  }
}
