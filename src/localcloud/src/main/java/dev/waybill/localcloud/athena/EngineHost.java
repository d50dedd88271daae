package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlSyntax;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import org.jspecify.annotations.Nullable;

/** Lazily started SQL engine of a local cloud. Thread-safe. */
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
   * Returns the parser, which is available within a second.
   *
   * @throws EngineMissingException if the engine's jars are missing
   */
  synchronized SqlSyntax syntax() {
    SqlSyntax current = syntax;
    if (current == null) {
      current = loader().syntax();
      syntax = current;
    }
    return current;
  }

  private synchronized EngineLoader loader() {
    EngineLoader current = loader;
    if (current == null) {
      current = EngineLoader.open();
      loader = current;
    }
    return current;
  }

  /**
   * Returns the engine. The first call starts the engine, which takes seconds.
   *
   * @throws EngineMissingException if the engine's jars are missing
   */
  SqlEngine engine() {
    synchronized (starting) {
      SqlEngine current = engine;
      if (current == null) {
        if (closed) {
          throw new IllegalStateException("The local Athena is closed");
        }
        current = loader().start(catalogue, files);
        engine = current;
      }
      return current;
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
