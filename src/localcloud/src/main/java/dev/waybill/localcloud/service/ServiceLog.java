package dev.waybill.localcloud.service;

/** Audit log of service calls. */
public interface ServiceLog {
  /**
   * Begins an entry. The trails that log now receive it, even if the call itself stops their
   * logging.
   */
  Entry begin();

  /** Entry of a call in progress. */
  @FunctionalInterface
  interface Entry {
    /**
     * Records the call. Call this once, after the call is executed and before its response is sent.
     */
    void record(ServiceAccess access);
  }
}
