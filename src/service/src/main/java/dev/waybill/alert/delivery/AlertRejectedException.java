package dev.waybill.alert.delivery;

/** Permanent rejection of an event by a sink. The message holds no secret. */
public final class AlertRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message the setting of the sink and the sink's response
   */
  public AlertRejectedException(String message) {
    super(message);
  }
}
