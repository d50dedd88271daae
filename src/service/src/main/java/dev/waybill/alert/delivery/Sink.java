package dev.waybill.alert.delivery;

import dev.waybill.alert.AlertEvent;

/** Receiver of alert events. A sink may receive the same event twice, with the same event id. */
public interface Sink {
  /**
   * Sends one event, once, and gives up after a few seconds.
   *
   * @throws SinkUnavailableException when a retry may succeed
   * @throws AlertRejectedException when the sink will never accept this event
   */
  void send(AlertEvent event);

  /** Returns whether sending can fail; events for a sink that cannot fail are never kept. */
  default boolean canFail() {
    return true;
  }

  /** Returns whether the sink drops an incident that it is not reminded of while it lasts. */
  default boolean needsReminders() {
    return false;
  }
}
