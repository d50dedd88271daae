package dev.waybill.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Home directory with a copy of the routes, which a test may change. */
final class RoutesCopy {
  private RoutesCopy() {}

  /** Creates the home directory. */
  static Path under(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Path routes = Files.createDirectories(home.resolve("routes"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("routes"))) {
      for (Path file : files) {
        Files.copy(file, routes.resolve(file.getFileName()));
      }
    }
    return home;
  }
}
