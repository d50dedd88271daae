package dev.waybill.ops;

import java.util.OptionalLong;

/** Probe of a queue. */
@FunctionalInterface
public interface QueueProbe {
  /**
   * Asks the queue for the number of its waiting messages, and waits for the answer.
   *
   * @return the number; empty when the queue does not state it
   * @throws Exception when the queue does not answer
   */
  OptionalLong depth() throws Exception;
}
