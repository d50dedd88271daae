package dev.waybill.localcloud.athena.bridge;

/** Starts engines. Its implementation is reached by name, in the engine's class loader. */
public interface EngineFactory {
  /** Starts one, which takes seconds. */
  SqlEngine start(Catalogue catalogue, TableFiles files);
}
