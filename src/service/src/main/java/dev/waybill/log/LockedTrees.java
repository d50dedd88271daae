package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;

/**
 * Trees that the staged round of a lock leads from and to.
 *
 * @param before the tree that the round extends
 * @param after the tree with the round's entries
 */
public record LockedTrees(Checkpoint before, Checkpoint after) {
  /** Returns the lock of a log that has published everything that it staged. */
  public static byte[] lockOf(Checkpoint checkpoint) {
    return StagedRound.at(checkpoint).encode();
  }

  /**
   * Parses a lock, which is untrusted input.
   *
   * @throws InvalidLogException when the bytes are not exactly those of a lock
   */
  public static LockedTrees parse(byte[] lock) {
    StagedRound round = StagedRound.decode(lock);
    return new LockedTrees(round.before(), round.after());
  }
}
