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
 * Where the jars of the SQL engine are. The build lists them in {@code target/athena-engine}; no
 * jar and no image of ours holds them.
 */
public final class EngineJars {
  /** A system property: the list the build wrote, or a folder of jars. */
  static final String PROPERTY = "waybill.athena.engine";

  private static final String LIST = "athena-engine/classpath";

  private EngineJars() {}

  /**
   * The jars: those that the system property {@code waybill.athena.engine} names, else those that
   * are listed beside our own classes; empty when there are none, or one of them is missing.
   *
   * @throws UncheckedIOException when what is named cannot be read
   */
  public static Optional<List<Path>> find() {
    String named = System.getProperty(PROPERTY, "");
    Optional<Path> place = named.isEmpty() ? beside() : Optional.of(Path.of(named));
    return place.filter(Files::exists).map(EngineJars::read).filter(EngineJars::complete);
  }

  private static boolean complete(List<Path> jars) {
    return !jars.isEmpty() && jars.stream().allMatch(Files::exists);
  }

  private static Optional<Path> beside() {
    CodeSource source = EngineJars.class.getProtectionDomain().getCodeSource();
    return Optional.ofNullable(source == null ? null : sibling(source))
        .filter(Files::isRegularFile);
  }

  private static @Nullable Path sibling(CodeSource source) {
    try {
      return Path.of(source.getLocation().toURI()).resolveSibling(LIST);
    } catch (URISyntaxException | IllegalArgumentException e) {
      // Classes that come from elsewhere than a file have no neighbours.
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
      throw new UncheckedIOException("cannot read the list of the engine's jars in " + place, e);
    }
  }
}
