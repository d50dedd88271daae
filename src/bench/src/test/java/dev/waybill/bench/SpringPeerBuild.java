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
 * Build of the peer on Spring Cloud AWS, with dependencies of its own that the profile {@code
 * bench} downloads.
 *
 * @param classes folder of the compiled classes
 * @param libraries folder of its dependencies
 */
record SpringPeerBuild(Path classes, Path libraries) {
  private static final Path SOURCES = Path.of("src", "bench", "peers", "spring", "src", "main");

  /** Sources shared with the other peers. */
  private static final Path SHARED_SOURCES =
      Path.of("src", "bench", "src", "test", "java", "dev", "waybill", "bench", "peer");

  static SpringPeerBuild build() throws IOException {
    Path home = BenchOptions.folder().resolve("spring");
    SpringPeerBuild peer = new SpringPeerBuild(home.resolve("classes"), home.resolve("lib"));
    if (!Files.isDirectory(peer.libraries)) {
      throw new IOException(peer.libraries + " is missing; run with -Pbench, which downloads it");
    }
    Files.createDirectories(peer.classes);
    peer.compile();
    Files.writeString(
        peer.classes.resolve("application.properties"),
        Files.readString(SOURCES.resolve("resources/application.properties")));
    return peer;
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
              SOURCES.resolve("java/peer/SpringPeer.java"),
              SHARED_SOURCES.resolve("PeerRecord.java"),
              SHARED_SOURCES.resolve("NotifiedObject.java"));
      if (!compiler.getTask(null, files, null, options, null, units).call()) {
        throw new IOException("the Spring peer failed to compile");
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
