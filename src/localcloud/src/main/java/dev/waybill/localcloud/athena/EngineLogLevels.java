package dev.waybill.localcloud.athena;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformLoggingMXBean;
import java.util.List;

/**
 * Log levels of the engine's libraries, which are reduced to errors. The libraries log with
 * java.util.logging, which all class loaders share. Failures are also reported as exceptions.
 */
final class EngineLogLevels {
  /**
   * Strong references, because an unreferenced logger is garbage collected together with its level.
   */
  private static final List<System.Logger> LOGGERS =
      List.of(System.getLogger("io.trino"), System.getLogger("io.airlift"));

  private EngineLogLevels() {}

  /** Reduces the libraries' log levels to SEVERE. */
  static void reduce() {
    PlatformLoggingMXBean levels = ManagementFactory.getPlatformMXBean(PlatformLoggingMXBean.class);
    for (System.Logger logger : LOGGERS) {
      // The first call of isLoggable registers the logger with the platform.
      if (logger.isLoggable(System.Logger.Level.INFO)
          && levels.getLoggerNames().contains(logger.getName())) {
        levels.setLoggerLevel(logger.getName(), "SEVERE");
      }
    }
  }
}
