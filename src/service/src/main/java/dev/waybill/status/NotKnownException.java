package dev.waybill.status;

/** Absence of a value for the status page; the message is the reason for readers. */
public final class NotKnownException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason a few words, without untrusted input
   */
  public NotKnownException(String reason) {
    super(reason);
  }
}
