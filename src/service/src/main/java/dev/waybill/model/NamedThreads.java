package dev.waybill.model;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Factory of threads with a name that a thread dump or a log line can be read by. */
public final class NamedThreads implements ThreadFactory {
  private final String prefix;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Creates a factory.
   *
   * @param role purpose of the threads; a thread is called {@code waybill-ROLE-NUMBER}
   */
  public NamedThreads(String role) {
    this.prefix = "waybill-" + role + "-";
  }

  @Override
  public Thread newThread(Runnable task) {
    return new Thread(task, prefix + count.incrementAndGet());
  }
}
