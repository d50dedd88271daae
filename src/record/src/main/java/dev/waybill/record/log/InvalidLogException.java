package dev.waybill.record.log;

/** Failure because a log, or a proof from one, is missing a part or is not what it claims to be. */
public final class InvalidLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean isMissing;

  /**
   * @param message the part and its defect
   */
  public InvalidLogException(String message) {
    this(message, false);
  }

  private InvalidLogException(String message, boolean isMissing) {
    super(message);
    this.isMissing = isMissing;
  }

  /** Returns the failure because a tile or bundle does not exist. */
  static InvalidLogException missing(TileAddress address) {
    return new InvalidLogException(address.path() + " is missing", true);
  }

  /** Returns true when a tile or bundle does not exist; false when something is wrong. */
  public boolean isMissing() {
    return isMissing;
  }
}
