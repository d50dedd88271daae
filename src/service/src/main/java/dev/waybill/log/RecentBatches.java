package dev.waybill.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounded memory of the pending batches that this process wrote or read, so that its own sequencer
 * need not read and parse them again. The oldest batches are forgotten first.
 */
public final class RecentBatches {
  private static final int MAX_BATCHES = 64;
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Map<String, PendingBatch> batches = new LinkedHashMap<>();
  private long bytes;

  /** Adds a batch that is durable. */
  synchronized void add(PendingBatch batch) {
    remove(batch.key());
    batches.put(batch.key(), batch);
    bytes += batch.bytes();
    while (batches.size() > MAX_BATCHES || bytes > MAX_BYTES) {
      remove(batches.keySet().iterator().next());
    }
  }

  /** Returns the batch with a key; empty when it is not remembered. */
  synchronized Optional<PendingBatch> find(String key) {
    return Optional.ofNullable(batches.get(key));
  }

  /** Forgets a batch that is in the log. */
  synchronized void remove(String key) {
    PendingBatch removed = batches.remove(key);
    if (removed != null) {
      bytes -= removed.bytes();
    }
  }
}
