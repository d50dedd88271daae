package dev.waybill.camel.sink;

import java.time.Duration;

/** A sink did not take an event, and may take it later. Its message holds no secret. */
public final class SinkUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  /**
   * @param message which setting, what it answered and what mends it
   */
  public SinkUnavailableException(String message) {
    this(message, Duration.ZERO);
  }

  /**
   * @param pause how long the sink asks to be left alone; zero when it does not
   */
  public SinkUnavailableException(String message, Duration pause) {
    super(message);
    this.pause = pause;
  }

  /** How long the sink asks to be left alone; zero when it does not. */
  public Duration pause() {
    return pause;
  }
}
