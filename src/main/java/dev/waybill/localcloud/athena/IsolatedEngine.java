package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.EngineFactory;
import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.Question;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** An engine with the class loader that it lives in, which threads carry while they work in it. */
final class IsolatedEngine implements SqlEngine {
  private static final String FACTORY = "dev.waybill.localcloud.athena.engine.TrinoFactory";

  /** The library behind it prints that it could not attach to this process, and works without. */
  private static final String CHATTERER = "io.airlift.slice.SizeOf";

  private final EngineLoader loader;
  private final SqlEngine engine;
  private final QuietLogs quiet;

  private IsolatedEngine(EngineLoader loader, SqlEngine engine, QuietLogs quiet) {
    this.loader = loader;
    this.engine = engine;
    this.quiet = quiet;
  }

  /**
   * Starts an engine, which takes seconds.
   *
   * @throws EngineAbsent when its jars are not here
   */
  static IsolatedEngine start(Catalogue catalogue, TableFiles files) {
    EngineLoader loader = new EngineLoader(EngineJars.find().orElseThrow(EngineAbsent::new));
    QuietLogs quiet = QuietLogs.begin();
    ConsoleChatter.without(() -> initialised(CHATTERER, loader));
    SqlEngine engine = within(loader, () -> factory(loader).start(catalogue, files));
    return new IsolatedEngine(loader, engine, quiet);
  }

  private static Class<?> initialised(String name, EngineLoader loader) {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the SQL engine's jars do not hold what they should", e);
    }
  }

  private static EngineFactory factory(EngineLoader loader) {
    try {
      return (EngineFactory)
          initialised(FACTORY, loader).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the SQL engine's jars do not hold what they should", e);
    }
  }

  private static <T> T within(ClassLoader loader, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void parse(String sql) {
    Object unused =
        within(
            loader,
            () -> {
              engine.parse(sql);
              return this;
            });
  }

  @Override
  public Analysis analyse(Question question) {
    return within(loader, () -> engine.analyse(question));
  }

  @Override
  public NewView view(Question question) {
    return within(loader, () -> engine.view(question));
  }

  @Override
  public void run(Question question, RowSink rows, QueryControl control) {
    Object unused =
        within(
            loader,
            () -> {
              engine.run(question, rows, control);
              return this;
            });
  }

  @Override
  public void close() {
    engine.close();
    quiet.end();
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the SQL engine's jars cannot be closed", e);
    }
  }
}
