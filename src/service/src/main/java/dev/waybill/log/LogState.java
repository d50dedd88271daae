package dev.waybill.log;

/**
 * State of the log in the store, as far as a sequencer must know it.
 *
 * @param lockETag ETag of the lock
 * @param round content of the lock
 * @param published the newest checkpoint
 * @param tree the tree of that checkpoint; grows with the round that is being written
 */
record LogState(
    String lockETag, StagedRound round, StoredCheckpoint published, SequencedTree tree) {
  /** Returns true when the round is in the lock, but its checkpoint is not published. */
  boolean isStaged() {
    return round.after().size() > published.size();
  }

  /** Returns the state without the entries of its round, which is published and cleaned up. */
  LogState withoutEntries() {
    return new LogState(lockETag, StagedRound.at(published.checkpoint()), published, tree);
  }
}
