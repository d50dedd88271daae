package dev.waybill.ops;

/** Asks the queue for a sign of life. */
@FunctionalInterface
public interface QueueProbe {
  /**
   * Returns when the queue answered.
   *
   * @throws Exception when it did not
   */
  void ask() throws Exception;
}
