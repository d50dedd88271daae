package dev.waybill.alert.incident;

/** What is kept in an incident's place is none. The message names the place and what mends it. */
public final class UnreadableIncidentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableIncidentException(String place, Throwable cause) {
    super(place + " is no incident; remove it to begin anew", cause);
  }
}
