package dev.waybill.reconcile.place;

import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import org.jspecify.annotations.Nullable;

/** Row of a place. */
sealed interface PlaceRow {
  /** Version or delete marker that is there. */
  record There(ThereRow row) implements PlaceRow {}

  /** Sealed version. */
  record Seal(SealedRow row) implements PlaceRow {}

  /** Copy that an entry promises at another place than that of its version. */
  record Promise(SealedRow row) implements PlaceRow {}

  /** Event on the raw bucket. */
  record Event(EventRow row) implements PlaceRow {}

  /**
   * Finding that the record of a sealed version is not there.
   *
   * @param cause event that removed or hid it; null when none is known
   */
  record RecordGone(@Nullable EventRow cause) implements PlaceRow {}
}
