package dev.waybill.drill;

/** Phases of a drill, in their order. The names are part of the stored format. */
public enum DrillPhase {
  /** The object is being uploaded. */
  UPLOADING,
  /** The object is there, and must be sealed and in the log. */
  SEALING,
  /** The object is being altered. */
  ALTERING,
  /** The object is altered, and must be found. */
  WATCHING,
  /** The alteration was found in time. */
  FOUND,
  /** The alteration was not found in time. */
  LATE,
  /** The drill could not be made. */
  FAILED;

  /** Returns true when nothing more happens in the drill. */
  public boolean isEnd() {
    return compareTo(FOUND) >= 0;
  }
}
