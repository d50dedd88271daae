package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import java.time.Instant;

/**
 * Checkpoint in the store, whose signature was verified.
 *
 * @param checkpoint the checkpoint
 * @param eTag ETag of its object
 * @param signedAt time at which it was stored
 */
record StoredCheckpoint(Checkpoint checkpoint, String eTag, Instant signedAt) {
  /** Returns the number of entries. */
  long size() {
    return checkpoint.size();
  }
}
