package dev.waybill.localcloud.athena;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps the engine's libraries to itself: its classes see the JDK, the engine's jars and the
 * bridge, and nobody but them sees the jars.
 */
final class EngineLoader extends URLClassLoader {
  private static final String OURS = "dev.waybill.localcloud.athena.";
  private static final String BRIDGE = OURS + "bridge.";
  private static final String ENGINE = OURS + "engine.";

  static {
    ClassLoader.registerAsParallelCapable();
  }

  private final ClassLoader app = EngineLoader.class.getClassLoader();

  EngineLoader(List<Path> jars) {
    super("athena-engine", urls(jars), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] urls(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = jars.get(i).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
    return urls;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(BRIDGE) ? app.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return name.startsWith(ENGINE) ? defined(name) : super.findClass(name);
  }

  /** Our own class, defined here a second time so that it links to the engine's jars. */
  private Class<?> defined(String name) throws ClassNotFoundException {
    try (InputStream in = app.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
