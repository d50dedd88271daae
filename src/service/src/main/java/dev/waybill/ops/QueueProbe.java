package dev.waybill.ops;

/** Probe of the queue. */
@FunctionalInterface
public interface QueueProbe {
  /**
   * Makes one call to the queue and waits for its answer.
   *
   * @throws Exception when the queue does not answer
   */
  void ask() throws Exception;
}
