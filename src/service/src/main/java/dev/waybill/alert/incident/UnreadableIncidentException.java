package dev.waybill.alert.incident;

/** Stored bytes that are not an incident. The message names the place and the fix. */
public final class UnreadableIncidentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param place location of the bytes
   */
  public UnreadableIncidentException(String place, Throwable cause) {
    super(place + " is not an incident; delete it to start over", cause);
  }
}
