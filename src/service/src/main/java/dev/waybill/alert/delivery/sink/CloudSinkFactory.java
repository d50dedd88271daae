package dev.waybill.alert.delivery.sink;

import dev.waybill.alert.delivery.Sink;

/** Factory of the sinks that a cloud adapter implements; called for configured sinks only. */
public interface CloudSinkFactory {
  /**
   * Creates a sink for a notification topic.
   *
   * @param topic ARN
   */
  Sink topic(String topic);

  /**
   * Creates a sink for a queue.
   *
   * @param queue name or URL
   */
  Sink queue(String queue);

  /**
   * Creates a sink for an event bus.
   *
   * @param bus name or ARN
   */
  Sink eventBus(String bus);
}
