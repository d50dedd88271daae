package dev.waybill.reconcile.place;

import org.jspecify.annotations.Nullable;

/**
 * Row with its address.
 *
 * @param place place and side of its key
 * @param versionId version id; null when the row states none
 * @param row the row
 */
record PlacedRow(PlaceKey place, @Nullable String versionId, PlaceRow row) {
  /** Returns true when another row is about the same version. */
  boolean isSameVersion(PlacedRow other) {
    return versionId != null
        && versionId.equals(other.versionId)
        && place.side().equals(other.place.side());
  }
}
