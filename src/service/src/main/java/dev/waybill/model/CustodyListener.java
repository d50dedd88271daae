package dev.waybill.model;

import java.time.Duration;

/**
 * Hears of every stage reached and every end. Called on the worker's thread: be quick, never throw.
 */
public interface CustodyListener {
  /** A stage was reached. */
  default void reached(Custody stage) {}

  /**
   * Custody of one record ended.
   *
   * @param took from taking the record up to its end
   */
  default void ended(Outcome outcome, Duration took) {}

  /** A step failed in a way that may pass; the queue will deliver the message again. */
  default void willRetry(String step, Throwable cause) {}
}
