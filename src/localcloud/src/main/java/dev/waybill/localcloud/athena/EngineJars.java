package dev.waybill.localcloud.athena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Locations of the SQL engine's jars. The build lists the jars in {@code target/athena-engine}. No
 * released jar contains them; the image of the local cloud has a folder of them.
 */
public final class EngineJars {
  /** System property with the path of the build's list of jars or of a folder of jars. */
  static final String PROPERTY = "waybill.athena.engine";

  private static final String LIST = "athena-engine/classpath";

  private EngineJars() {}

  /**
   * Returns the jars from the system property {@code waybill.athena.engine}, or else from the list
   * next to this project's own classes. Returns empty if there are no jars or one of them is
   * missing.
   *
   * @throws UncheckedIOException if the list or the folder cannot be read
   */
  public static Optional<List<Path>> find() {
    String named = System.getProperty(PROPERTY, "");
    Optional<Path> place = named.isEmpty() ? listNextToClasses() : Optional.of(Path.of(named));
    return place.filter(Files::exists).map(EngineJars::read).filter(EngineJars::allExist);
  }

  private static boolean allExist(List<Path> jars) {
    return !jars.isEmpty() && jars.stream().allMatch(Files::exists);
  }

  private static Optional<Path> listNextToClasses() {
    CodeSource source = EngineJars.class.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source == null ? null : sibling(source))
        .filter(Files::isRegularFile);
  }

  private static @Nullable Path sibling(CodeSource source) {
    try {
      return Path.of(source.getLocation().toURI()).resolveSibling(LIST);
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Classes that were not loaded from a file have no sibling files.
      return null;
    }
  }

  private static List<Path> read(Path place) {
    try {
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          return files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
        }
      }
      try (Stream<String> lines = Files.lines(place)) {
        return lines.map(String::strip).filter(it -> !it.isEmpty()).map(Path::of).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Reading the list of the SQL engine's jars in " + place + " failed", e);
    }
  }
}
