package dev.waybill.app;

import dev.waybill.record.object.Sha256;
import dev.waybill.startup.StartupException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jars of the home directory's folder {@code lib}: components, beans and drivers that routes of the
 * operator use. A class of the product is never taken from them.
 */
final class HomeLibrary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HomeLibrary.class);
  private static final String FOLDER = "lib";

  private final URLClassLoader loader;

  private HomeLibrary(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Opens the jars, and logs the name and the SHA-256 of each.
   *
   * @throws StartupException when a file is no jar
   */
  static HomeLibrary open(Path home) {
    Path folder = home.resolve(FOLDER);
    List<URL> urls = new ArrayList<>();
    for (Path jar : Files.isDirectory(folder) ? jars(folder) : List.<Path>of()) {
      urls.add(checked(jar));
    }
    return new HomeLibrary(
        new URLClassLoader(FOLDER, urls.toArray(URL[]::new), HomeLibrary.class.getClassLoader()));
  }

  /** Returns the class loader of the product's classes and, after them, those of the jars. */
  ClassLoader loader() {
    return loader;
  }

  private static List<Path> jars(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      List<Path> jars = new ArrayList<>();
      files.forEach(jars::add);
      return jars.stream().sorted().toList();
    } catch (IOException e) {
      throw StartupException.configuration(
          "the folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static URL checked(Path jar) {
    try (JarFile opened = new JarFile(jar.toFile())) {
      LOG.info(
          "library jar={} sha256={} entries={}",
          jar.getFileName(),
          Sha256.hash(Files.readAllBytes(jar)),
          opened.size());
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw StartupException.configuration(
          jar + " cannot be read as a jar: " + e.getMessage() + "; replace it or remove it", e);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
