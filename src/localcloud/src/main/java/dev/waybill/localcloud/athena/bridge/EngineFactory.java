package dev.waybill.localcloud.athena.bridge;

/** Factory of engines. The implementation is loaded by name in the engine's class loader. */
public interface EngineFactory {
  /** Returns the parser, which does not need an engine. */
  SqlSyntax syntax();

  /** Starts an engine. This takes seconds. */
  SqlEngine start(Catalogue catalogue, TableFiles files);
}
