package dev.waybill.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Location of the routes: the home directory or, without routes there, the packaged copy. */
final class RouteFiles {
  private RouteFiles() {}

  static String pattern(Path home) {
    Path routes = home.resolve("routes");
    return Files.isDirectory(routes)
        ? "file:" + routes.toAbsolutePath() + "/*.camel.yaml"
        : "classpath:waybill/routes/*.camel.yaml";
  }
}
