package dev.waybill.localcloud.athena;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformLoggingMXBean;
import java.util.List;

/**
 * Keeps what the engine's libraries tell of themselves off the console. They log with
 * java.util.logging, which all class loaders share; a failure reaches us as an exception anyway.
 */
final class QuietLogs {
  private static final List<String> NAMES = List.of("io.trino", "io.airlift");

  /** Held, since a logger that nobody holds is forgotten with its level. */
  private final List<System.Logger> held;

  private QuietLogs(List<System.Logger> held) {
    this.held = held;
  }

  static QuietLogs begin() {
    // failed.
    List<System.Logger> loggers = NAMES.stream().map(System::getLogger).toList();
    PlatformLoggingMXBean levels = ManagementFactory.getPlatformMXBean(PlatformLoggingMXBean.class);
    for (System.Logger logger : loggers) {
      // Asking makes it known to the platform.
      if (logger.isLoggable(System.Logger.Level.INFO)
          && levels.getLoggerNames().contains(logger.getName())) {
        levels.setLoggerLevel(logger.getName(), "SEVERE");
      }
    }
    return new QuietLogs(loggers);
  }

  /** Other engines may run on, so levels stay while anybody holds the loggers. */
  void end() {
    held.forEach(logger -> logger.isLoggable(System.Logger.Level.ERROR));
  }
}
