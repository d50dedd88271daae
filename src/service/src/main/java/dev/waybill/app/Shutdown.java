package dev.waybill.app;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Ordered shutdown of the parts of a process, each within its own time limit. */
public final class Shutdown {
  private Shutdown() {}

  /**
   * Registers the parts to be closed, in this order, on SIGTERM or Ctrl-C.
   *
   * @param announcement tells that the process stops, which can take until its time limit
   * @return the latch that opens when every part is closed
   */
  public static CountDownLatch of(Runnable announcement, AutoCloseable... parts) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  announcement.run();
                  close(parts);
                  ended.countDown();
                },
                "shutdown"));
    return ended;
  }

  /** Closes those parts that are not null in this order; logs failures. */
  static void closePresent(@Nullable AutoCloseable... parts) {
    close(Arrays.stream(parts).filter(Objects::nonNull).toArray(AutoCloseable[]::new));
  }

  /** Closes the parts in this order; logs failures. */
  public static void close(AutoCloseable... parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(Shutdown.class).warn("closing failed", e);
      }
    }
  }
}
