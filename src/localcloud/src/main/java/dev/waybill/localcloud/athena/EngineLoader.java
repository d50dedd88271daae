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
 * Keeps the engine's libraries to itself: its classes see the JDK, the engine's jars and the
 * bridge, and nobody but them sees the jars.
 */
final class EngineLoader extends URLClassLoader {
  private static final String OURS = "dev.waybill.localcloud.athena.";
  private static final String BRIDGE = OURS + "bridge.";
  private static final String ENGINE = OURS + "engine.";
  private static final String FACTORY = ENGINE + "TrinoFactory";

  /** The library behind it prints that it could not attach to this process, and works without. */
  private static final String CHATTERER = "io.airlift.slice.SizeOf";

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
   * @throws EngineAbsent when they are not here
   */
  static EngineLoader open() {
    EngineLoader loader = new EngineLoader(EngineJars.find().orElseThrow(EngineAbsent::new));
    QuietLogs.begin();
    ConsoleChatter.without(() -> loader.initialised(CHATTERER));
    return loader;
  }

  /** The parser alone. */
  SqlSyntax syntax() {
    return IsolatedEngine.within(this, () -> factory().syntax());
  }

  /** Starts an engine, which takes seconds. */
  SqlEngine start(Catalogue catalogue, TableFiles files) {
    SqlEngine engine = IsolatedEngine.within(this, () -> factory().start(catalogue, files));
    return new IsolatedEngine(this, engine);
  }

  private EngineFactory factory() {
    try {
      return (EngineFactory) initialised(FACTORY).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw broken(e);
    }
  }

  private Class<?> initialised(String name) {
    try {
      return Class.forName(name, true, this);
    } catch (ClassNotFoundException e) {
      throw broken(e);
    }
  }

  private static IllegalStateException broken(Exception e) {
    return new IllegalStateException("the SQL engine's jars do not hold what they should", e);
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

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the SQL engine's jars cannot be closed", e);
    }
  }
}
