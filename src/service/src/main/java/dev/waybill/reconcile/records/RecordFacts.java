package dev.waybill.reconcile.records;

import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts about the object of one record. For one thread. */
final class RecordFacts {
  private final String key;
  private @Nullable SealedRow sealed;
  private @Nullable EventRow removed;
  private boolean isThere;
  private boolean isHidden;

  RecordFacts(String key) {
    this.key = key;
  }

  boolean isOf(String other) {
    return key.equals(other);
  }

  /** The first entry counts. */
  void add(SealedRow row) {
    sealed = sealed == null ? row : sealed;
  }

  void add(ThereRow row) {
    isThere |= !row.isDeleteMarker();
    isHidden |= row.isDeleteMarker() && row.isCurrent();
  }

  /** Adds an event that removed or hid the record. */
  void add(EventRow event) {
    removed = event;
  }

  /** Returns the entry of a record that does not exist or is hidden. */
  Optional<SealedRow> missing() {
    return isThere && !isHidden ? Optional.empty() : Optional.ofNullable(sealed);
  }

  /** Returns the last event that removed or hid it; null when none is known. */
  @Nullable EventRow cause() {
    return removed;
  }
}
