package dev.waybill.camel.sink;

/** A sink will never take this event. Its message holds no secret. */
public final class SinkRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which setting, and what it answered
   */
  public SinkRefusedException(String message) {
    super(message);
  }
}
