package dev.waybill.localcloud.service;

/** Hears of every call. */
public interface ServiceLog {
  /** Begins one call: who logs now hears of it, even when the call itself ends the logging. */
  Entry begin();

  /** One call that is under way. */
  @FunctionalInterface
  interface Entry {
    /** Called once, when the call is decided and before its answer goes. */
    void record(ServiceAccess access);
  }
}
