package dev.waybill.baseline;

import dev.waybill.baseline.control.Control;

/**
 * Result of one control.
 *
 * @param is state that was found; after {@link Status#FIXED}, the state before the fix
 * @param should desired state; empty when the control was not read
 * @param note reason of any other status than {@link Status#HOLDS}, {@link Status#FIXED} and {@link
 *     Status#DRIFTED}, or of a drift that the fix did not remove; otherwise empty
 */
public record ControlResult(Control control, Status status, String is, String should, String note) {
  /** Outcome of a control. */
  public enum Status {
    /** The control holds. */
    HOLDS,
    /** The control did not hold; a change fixed that. */
    FIXED,
    /** The state differs from the desired state. */
    DRIFTED,
    /** The resource is not managed by Waybill; nothing was changed. */
    REFUSED,
    /** AWS did not respond or denied the read. */
    UNREADABLE,
    /** The control was not read because a prerequisite does not hold. */
    BLOCKED,
    /** The endpoint is an emulator without this service. */
    NOT_SERVED
  }
}
