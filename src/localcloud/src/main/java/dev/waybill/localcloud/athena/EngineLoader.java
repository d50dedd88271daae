package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.EngineFactory;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlSyntax;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/**
 * Class loader that isolates the engine's libraries. Its classes see the JDK, the engine's jars and
 * the bridge; no other classes see the jars.
 */
final class EngineLoader extends URLClassLoader {
  private static final String ATHENA_PACKAGE = "dev.waybill.localcloud.athena.";
  private static final String BRIDGE_PACKAGE = ATHENA_PACKAGE + "bridge.";
  private static final String ENGINE_PACKAGE = ATHENA_PACKAGE + "engine.";
  private static final String FACTORY = ENGINE_PACKAGE + "TrinoFactory";

  /**
   * Class whose library prints that attaching to this process failed. The library works without
   * attaching.
   */
  private static final String PRINTING_CLASS = "io.airlift.slice.SizeOf";

  static {
    ClassLoader.registerAsParallelCapable();
  }

  private final ClassLoader app = EngineLoader.class.getClassLoader();

  private EngineLoader(List<Path> jars) {
    super("athena-engine", urls(jars), ClassLoader.getPlatformClassLoader());
  }

  /**
   * Opens the engine's jars.
   *
   * @throws EngineMissingException if the jars are missing
   */
  static EngineLoader open() {
    EngineLoader loader =
        new EngineLoader(EngineJars.find().orElseThrow(EngineMissingException::new));
    EngineLogLevels.reduce();
    StandardOutputFilter.runSilenced(() -> loader.initialize(PRINTING_CLASS));
    return loader;
  }

  /** Returns the parser without an engine. */
  SqlSyntax syntax() {
    return IsolatedEngine.withContextLoader(this, () -> factory().syntax());
  }

  /** Starts an engine. This takes seconds. */
  SqlEngine start(Catalogue catalogue, TableFiles files) {
    SqlEngine engine =
        IsolatedEngine.withContextLoader(this, () -> factory().start(catalogue, files));
    return new IsolatedEngine(this, engine);
  }

  private EngineFactory factory() {
    try {
      return (EngineFactory) initialize(FACTORY).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw invalidJars(e);
    }
  }

  private Class<?> initialize(String name) {
    try {
      return Class.forName(name, true, this);
    } catch (ClassNotFoundException e) {
      throw invalidJars(e);
    }
  }

  private static IllegalStateException invalidJars(Exception e) {
    return new IllegalStateException(
        "The SQL engine's jars are not the expected ones; rebuild the project", e);
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
    return name.startsWith(BRIDGE_PACKAGE) ? app.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return name.startsWith(ENGINE_PACKAGE) ? redefine(name) : super.findClass(name);
  }

  /**
   * Defines this project's class a second time in this loader, so that the class links to the
   * engine's jars.
   */
  private Class<?> redefine(String name) throws ClassNotFoundException {
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

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Closing the SQL engine's jars failed", e);
    }
  }
}
