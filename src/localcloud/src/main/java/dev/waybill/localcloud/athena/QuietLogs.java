package dev.waybill.localcloud.athena;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformLoggingMXBean;
import java.util.List;

/**
 * Keeps what the engine's libraries tell of themselves off the console. They log with
 * java.util.logging, which all class loaders share; a failure reaches us as an exception anyway.
 */
final class QuietLogs {
  /** Held for good, since a logger that nobody holds is forgotten with its level. */
  private static final List<System.Logger> LOGGERS =
      List.of(System.getLogger("io.trino"), System.getLogger("io.airlift"));

  private QuietLogs() {}

  static void begin() {
    PlatformLoggingMXBean levels = ManagementFactory.getPlatformMXBean(PlatformLoggingMXBean.class);
    for (System.Logger logger : LOGGERS) {
      // Asking makes it known to the platform.
      if (logger.isLoggable(System.Logger.Level.INFO)
          && levels.getLoggerNames().contains(logger.getName())) {
        levels.setLoggerLevel(logger.getName(), "SEVERE");
      }
    }
  }
}
