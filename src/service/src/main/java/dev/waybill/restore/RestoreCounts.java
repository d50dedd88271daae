package dev.waybill.restore;

/**
 * Counts of a restore.
 *
 * @param entries number of entries of the log that decides; -1 when no log could be trusted
 * @param present records and statements that the bucket has as the log states them
 * @param restored records and statements that were copied, or would be by a run that writes
 * @param findings number of findings
 */
public record RestoreCounts(long entries, long present, long restored, long findings) {
  /** Returns true when the bucket has, or would have, everything that the log names. */
  public boolean isWhole() {
    return entries >= 0 && findings == 0;
  }
}
