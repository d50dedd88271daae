package dev.waybill.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the routes are: the home directory's, or the packaged ones when it has none. */
final class RouteFiles {
  private RouteFiles() {}

  static String pattern(Path home) {
    Path routes = home.resolve("routes");
    return Files.isDirectory(routes)
        ? "file:" + routes.toAbsolutePath() + "/*.camel.yaml"
        : "classpath:waybill/routes/*.camel.yaml";
  }
}
