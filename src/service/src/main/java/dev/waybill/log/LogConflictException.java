package dev.waybill.log;

/**
 * Failure because the log in the store contradicts itself or what this process has seen of it.
 * Nothing is signed or sequenced until an operator has resolved the contradiction; entries wait in
 * their pending batches.
 */
public final class LogConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Reasons, in the words of alerts. */
  public enum Reason {
    /** A round is staged, but there is no checkpoint, and the log is not new. */
    CHECKPOINT_MISSING,
    /** The checkpoint is no signed note, or no key of the log signed it. */
    CHECKPOINT_INVALID,
    /** The checkpoint is older than one that was published before. */
    CHECKPOINT_ROLLED_BACK,
    /** The staged round is missing, and nothing proves which round it was. */
    LOCK_MISSING,
    /** The staged round is not one that a sequencer writes. */
    LOCK_UNREADABLE,
    /** The staged round is older than the published checkpoint. */
    LOCK_ROLLED_BACK,
    /** Two roots of one size, or trees of which neither extends the other. */
    ROOT_DIFFERS,
    /** A tile or bundle at the edge of the tree is missing or is not what it must be. */
    TILE_DIFFERS,
    /** A tile exists that only a later round could have written. */
    TILE_BEYOND
  }

  private final Reason reason;

  /**
   * @param message the objects that contradict each other, and what to do
   */
  LogConflictException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }
}
