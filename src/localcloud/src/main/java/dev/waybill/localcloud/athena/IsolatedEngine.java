package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.EngineRequest;
import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import java.util.function.Supplier;

/** Engine that sets its own class loader as the thread's context class loader during each call. */
final class IsolatedEngine implements SqlEngine {
  private final EngineLoader loader;
  private final SqlEngine engine;

  IsolatedEngine(EngineLoader loader, SqlEngine engine) {
    this.loader = loader;
    this.engine = engine;
  }

  static <T> T withContextLoader(ClassLoader loader, Supplier<T> work) {
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
  public Analysis analyse(EngineRequest question) {
    return withContextLoader(loader, () -> engine.analyse(question));
  }

  @Override
  public Analysis outline(EngineRequest question) {
    return withContextLoader(loader, () -> engine.outline(question));
  }

  @Override
  public NewView view(EngineRequest question) {
    return withContextLoader(loader, () -> engine.view(question));
  }

  @Override
  public void run(EngineRequest question, RowSink rows, QueryControl control) {
    Object unused =
        withContextLoader(
            loader,
            () -> {
              engine.run(question, rows, control);
              return this;
            });
  }

  @Override
  public void close() {
    engine.close();
  }
}
