package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlSyntax;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import org.jspecify.annotations.Nullable;

/** The engine of a cloud, which starts when it is needed first. Thread-safe. */
final class EngineHost implements AutoCloseable {
  private final Catalogue catalogue;
  private final TableFiles files;
  private @Nullable EngineLoader loader;
  private @Nullable SqlSyntax syntax;
  private @Nullable SqlEngine engine;
  private final Object starting = new Object();
  private volatile boolean closed;

  EngineHost(Catalogue catalogue, TableFiles files) {
    this.catalogue = catalogue;
    this.files = files;
  }

  /**
   * The parser, which is there within a second.
   *
   * @throws EngineAbsent when the engine's jars are not here
   */
  synchronized SqlSyntax syntax() {
    SqlSyntax known = syntax;
    if (known == null) {
      known = loader().syntax();
      syntax = known;
    }
    return known;
  }

  private synchronized EngineLoader loader() {
    EngineLoader known = loader;
    if (known == null) {
      known = EngineLoader.open();
      loader = known;
    }
    return known;
  }

  /**
   * The engine; the first call starts it, and takes seconds.
   *
   * @throws EngineAbsent when its jars are not here
   */
  SqlEngine engine() {
    synchronized (starting) {
      SqlEngine known = engine;
      if (known == null) {
        if (closed) {
          throw new IllegalStateException("the local Athena is closed");
        }
        known = loader().start(catalogue, files);
        engine = known;
      }
      return known;
    }
  }

  @Override
  public void close() {
    closed = true;
    synchronized (starting) {
      if (engine != null) {
        engine.close();
        engine = null;
      }
    }
    synchronized (this) {
      if (loader != null) {
        loader.close();
        loader = null;
        syntax = null;
      }
    }
  }
}
