package dev.waybill.log;

import dev.waybill.record.log.LogEntry;

/** Entries of this process that are not durable in the log's pending batches yet. */
public interface PendingEntries extends AutoCloseable {
  /**
   * Adds an entry. Returns at once.
   *
   * @throws IllegalStateException when too many entries wait, because the store cannot be written;
   *     the caller leaves its message to the queue
   */
  void add(LogEntry entry);

  /** Returns the number of entries that were added. */
  long position();

  /**
   * Runs an action once every entry up to a position is durable: at once on the caller's thread, or
   * later on the writer's. The action must be short and must not throw.
   */
  void whenDurable(long position, Runnable action);

  /**
   * Writes what waits, and ends the writer. Actions of entries that cannot be written never run.
   */
  @Override
  void close();
}
