package dev.waybill.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Log configuration of the home directory, which replaces the packaged copy, and the format of the
 * log. Both take effect only before the first logger is created, so the wiring of commands must not
 * create one, and the format is read before all other settings.
 */
final class LogConfiguration {
  private static final String PROPERTY = "log4j2.configurationFile";

  /** Setting of the format, and the system property that the configuration names. */
  private static final String FORMAT = "waybill.log.format";

  private LogConfiguration() {}

  /** Applies the configuration and the format of a command's options. */
  static void apply(GlobalOptions options) {
    prefer(options.givenHome());
    // The name of an appender; the loader of the settings reports any other value.
    System.setProperty(FORMAT, "json".equals(options.earlySetting(FORMAT)) ? "json" : "text");
  }

  /**
   * Selects {@code config/log4j2.properties} when it exists. A configuration given on the Java
   * command line takes precedence.
   */
  private static void prefer(Path home) {
    Path file = home.resolve("config").resolve("log4j2.properties").toAbsolutePath();
    if (Files.isRegularFile(file) && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, file.toUri().toString());
    }
  }
}
