package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.NewView;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.Question;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import java.util.function.Supplier;

/** An engine with the class loader that it lives in, which threads carry while they work in it. */
final class IsolatedEngine implements SqlEngine {
  private final EngineLoader loader;
  private final SqlEngine engine;

  IsolatedEngine(EngineLoader loader, SqlEngine engine) {
    this.loader = loader;
    this.engine = engine;
  }

  static <T> T within(ClassLoader loader, Supplier<T> work) {
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
  }
}
