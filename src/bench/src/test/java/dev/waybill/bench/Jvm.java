package dev.waybill.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths with which processes of this build are started. */
final class Jvm {
  private Jvm() {}

  static String java() {
    return tool("java");
  }

  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Returns the class path of the product, without test classes. */
  static String productClassPath() {
    return Arrays.stream(classPath().split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the log file of a process. */
  static File log(String name) {
    try {
      return Files.createDirectories(BenchOptions.folder().resolve("logs"))
          .resolve(name + ".log")
          .toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
