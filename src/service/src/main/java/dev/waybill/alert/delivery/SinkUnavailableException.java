package dev.waybill.alert.delivery;

import java.time.Duration;

/** Temporary failure of a sink to accept an event. The message holds no secret. */
public final class SinkUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  /**
   * @param message the setting of the sink, the sink's response and the fix
   */
  public SinkUnavailableException(String message) {
    this(message, Duration.ZERO);
  }

  /**
   * @param pause time without requests that the sink asks for; zero for none
   */
  public SinkUnavailableException(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  /** Returns the time without requests that the sink asks for; zero for none. */
  public Duration pause() {
    return pause;
  }
}
