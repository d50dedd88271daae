package dev.waybill.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Log configuration of the home directory, which replaces the packaged copy. It takes effect only
 * before the first logger is created, so the wiring of commands must not create one.
 */
final class LogConfiguration {
  private static final String PROPERTY = "log4j2.configurationFile";

  private LogConfiguration() {}

  /**
   * Selects {@code config/log4j2.properties} when it exists. A configuration given on the Java
   * command line takes precedence.
   */
  static void prefer(Path home) {
    Path file = home.resolve("config").resolve("log4j2.properties").toAbsolutePath();
    if (Files.isRegularFile(file) && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, file.toUri().toString());
    }
  }
}
