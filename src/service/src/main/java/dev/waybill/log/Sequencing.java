package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;

/** Sequencing of pending entries into the log. */
public interface Sequencing {
  /**
   * Result of one round.
   *
   * @param checkpoint the newest published checkpoint
   * @param appended number of entries that the round added
   * @param duplicates number of entries that were dropped because the log has their records
   * @param pending number of pending batches that are left for the next round
   * @param isContended true when another sequencer was first, and the round added nothing
   */
  record Round(
      Checkpoint checkpoint, int appended, int duplicates, int pending, boolean isContended) {}

  /** Runs one round: publishes what was staged before, then sequences what is pending. */
  Round run();
}
