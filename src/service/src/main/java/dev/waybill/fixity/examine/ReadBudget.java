package dev.waybill.fixity.examine;

/** Limit on the rate of requests and of bytes. Several threads use one budget. */
@FunctionalInterface
public interface ReadBudget {
  /** Budget without a limit. */
  ReadBudget UNLIMITED = bytes -> {};

  /**
   * Waits until some more bytes may be read.
   *
   * @param bytes number of bytes, at least 0
   * @throws InterruptedException when the thread is interrupted, and the reading has to end
   */
  void acquire(long bytes) throws InterruptedException;

  /**
   * Waits until one more request may be sent.
   *
   * @throws InterruptedException when the thread is interrupted, and the reading has to end
   */
  default void acquireRequest() throws InterruptedException {}
}
