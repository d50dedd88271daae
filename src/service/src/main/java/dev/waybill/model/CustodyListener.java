package dev.waybill.model;

import java.time.Duration;

/**
 * Listener for stages and outcomes. Called on the worker's thread, so an implementation returns
 * quickly and never throws.
 */
public interface CustodyListener {
  /** Called when a version reaches a stage. */
  default void reached(Custody stage) {}

  /** Called when S3 contradicts the time that a notification states, and its order is ignored. */
  default void orderIgnored(Received received) {}

  /**
   * Called when custody of one record ends.
   *
   * @param took the time since its message was received
   */
  default void ended(Outcome outcome, Duration took) {}

  /**
   * Called when a step fails and a retry may succeed; the queue will deliver the message again.
   *
   * @param step the id of the route that failed
   */
  default void willRetry(String step, Throwable cause) {}
}
