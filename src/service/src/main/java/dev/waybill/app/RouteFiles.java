package dev.waybill.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** Location of the routes: the home directory or, without routes there, the packaged copy. */
final class RouteFiles {
  /** Folder below the routes for additional routes of the operator. */
  static final String EXTENSIONS = "extensions";

  private RouteFiles() {}

  /** Returns the pattern of the shipped files, which the home directory may replace. */
  static String pattern(Path home) {
    Path routes = home.resolve("routes");
    return Files.isDirectory(routes)
        ? pattern("file:" + routes.toAbsolutePath())
        : pattern("classpath:waybill/routes");
  }

  /** Returns the patterns of all files, separated by commas. */
  static String patterns(Path home) {
    Path extensions = home.resolve("routes").resolve(EXTENSIONS);
    return Files.isDirectory(extensions)
        ? pattern(home) + "," + pattern("file:" + extensions.toAbsolutePath())
        : pattern(home);
  }

  private static String pattern(String folder) {
    return folder + "/*.camel.yaml";
  }
}
