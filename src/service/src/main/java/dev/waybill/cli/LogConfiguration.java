package dev.waybill.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets the home directory's {@code config/log4j2.properties} rule over the packaged copy. Works
 * only before the first logger is made, so whoever wires commands makes none in doing so.
 */
final class LogConfiguration {
  private static final String PROPERTY = "log4j2.configurationFile";

  private LogConfiguration() {}

  /** A configuration given on the Java command line stays. */
  static void prefer(Path home) {
    Path file = home.resolve("config").resolve("log4j2.properties").toAbsolutePath();
    if (Files.isRegularFile(file) && System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, file.toUri().toString());
    }
  }
}
