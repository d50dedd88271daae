package dev.waybill.baseline;

import dev.waybill.baseline.control.Control;

/**
 * Result of one control.
 *
 * @param is what was found; after {@link Status#MENDED} what was found before
 * @param should what it should be; empty when that was not found out
 * @param note why, when it is neither {@link Status#HOLDS} nor {@link Status#DRIFTED}; else empty
 */
public record ControlResult(Control control, Status status, String is, String should, String note) {
  /** How a control ended. */
  public enum Status {
    /** The control holds. */
    HOLDS,
    /** It was not, and now is. */
    MENDED,
    /** Not as it should be. */
    DRIFTED,
    /** Not ours to change: it belongs to another account, say. Nothing was changed. */
    REFUSED,
    /** AWS did not answer, or refused. */
    UNREADABLE,
    /** Not looked at, because what it stands on is not there. */
    BLOCKED,
    /** The endpoint, which is an emulator then, does not have this service. */
    NOT_SERVED
  }
}
