package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;

/** A place that alerts go to. It may be told the same event twice, with the same event id. */
public interface Sink {
  /**
   * Tells one event, once, and gives up after a few seconds.
   *
   * @throws SinkUnavailableException when a later try may do
   * @throws SinkRefusedException when this event will never be taken
   */
  void send(AlertEvent event);

  /** Whether it can be without an event at all; if not, nothing ever waits for it. */
  default boolean canFail() {
    return true;
  }

  /** Whether it forgets an incident that it is not told again and again while it lasts. */
  default boolean needsReminding() {
    return false;
  }
}
