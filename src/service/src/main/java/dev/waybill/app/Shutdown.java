package dev.waybill.app;

import java.util.concurrent.CountDownLatch;

/** Ends things in order when the process is told to end, each within its own limit. */
public final class Shutdown {
  private Shutdown() {}

  /**
   * Has the parts closed, in this order, on SIGTERM or Ctrl-C.
   *
   * @return opens when everything is closed
   */
  public static CountDownLatch of(AutoCloseable... parts) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close(parts);
                  ended.countDown();
                },
                "shutdown"));
    return ended;
  }

  public static void close(AutoCloseable... parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(Shutdown.class).warn("not closed cleanly", e);
      }
    }
  }
}
