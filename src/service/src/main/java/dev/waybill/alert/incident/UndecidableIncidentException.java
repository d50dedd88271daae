package dev.waybill.alert.incident;

/** Failure to decide about an incident or to show it. The message is for the person who asked. */
public final class UndecidableIncidentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the reason and the fix
   */
  UndecidableIncidentException(String message) {
    super(message);
  }
}
