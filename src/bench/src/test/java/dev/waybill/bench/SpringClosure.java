package dev.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The peer on Spring Cloud AWS, compiled against a closure of its own: the profile {@code bench}
 * has Maven put it there.
 *
 * @param classes the peer's
 * @param libraries the folder of its jars
 */
record SpringClosure(Path classes, Path libraries) {
  private static final Path SOURCE = Path.of("src", "bench", "peers", "spring", "src", "main");

  /** Sources that the peer shares with the other peers. */
  private static final Path SHARED =
      Path.of("src", "bench", "src", "test", "java", "dev", "waybill", "bench", "peer");

  static SpringClosure compiled() throws IOException {
    Path home = Scale.folder().resolve("spring");
    SpringClosure closure = new SpringClosure(home.resolve("classes"), home.resolve("lib"));
    if (!Files.isDirectory(closure.libraries)) {
      throw new IOException(closure.libraries + " is missing: run with -Pbench, which fills it");
    }
    Files.createDirectories(closure.classes);
    closure.compile();
    Files.writeString(
        closure.classes.resolve("application.properties"),
        Files.readString(SOURCE.resolve("resources/application.properties")));
    return closure;
  }

  private void compile() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> jars = Files.list(libraries)) {
      String classPath = String.join(":", jars.map(Path::toString).toList());
      List<String> options =
          List.of("-proc:none", "-parameters", "-cp", classPath, "-d", classes.toString());
      var units =
          files.getJavaFileObjects(
              SOURCE.resolve("java/peer/SpringPeer.java"),
              SHARED.resolve("PeerRecord.java"),
              SHARED.resolve("Sighted.java"));
      if (!compiler.getTask(null, files, null, options, null, units).call()) {
        throw new IOException("the Spring peer does not compile");
      }
    }
  }

  String version(String artifact) {
    try (Stream<Path> jars = Files.list(libraries)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(jar -> jar.matches(artifact + "-[0-9].*\\.jar"))
          .map(jar -> jar.substring(artifact.length() + 1, jar.length() - ".jar".length()))
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
