package dev.waybill.localcloud.athena.bridge;

/** Makes engines. Its implementation is reached by name, in the engine's class loader. */
public interface EngineFactory {
  /** The parser alone, which is there at once. */
  SqlSyntax syntax();

  /** Starts one, which takes seconds. */
  SqlEngine start(Catalogue catalogue, TableFiles files);
}
