package dev.waybill.log;

/** Listener to the writers of the log, for metrics and alerts. Its methods must not block. */
public interface LogWriterListener {
  /** Listener that ignores every event. */
  LogWriterListener NONE = new LogWriterListener() {};

  /** Reports a pending batch that was written. */
  default void batchWritten(int entries) {}

  /** Reports a failed attempt to write a pending batch. */
  default void batchFailed() {}

  /** Reports, once, an object below the pending prefix that no sequencer will take. */
  default void batchRejected(String key, String reason) {}

  /** Reports that a removed lock was written again, with the reason why that is safe. */
  default void lockRestored(String basis) {}
}
