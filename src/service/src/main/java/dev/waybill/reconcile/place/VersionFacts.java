package dev.waybill.reconcile.place;

import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.verdict.EventSummary;
import dev.waybill.reconcile.verdict.LayerRelation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Facts about one version of a place, while they are gathered. For one thread. */
final class VersionFacts {
  private final String key;
  private final @Nullable String versionId;
  private final EventSummary events = new EventSummary();
  private @Nullable ThereRow there;
  private @Nullable SealedRow seal;
  private @Nullable SealedRow original;
  private LayerRelation relation = LayerRelation.NONE;
  private boolean isRecordGone;
  private @Nullable EventRow recordGoneBy;

  VersionFacts(String key, @Nullable String versionId) {
    this.key = key;
    this.versionId = versionId;
  }

  String key() {
    return key;
  }

  @Nullable String versionId() {
    return versionId;
  }

  EventSummary events() {
    return events;
  }

  /** Returns the version as it is there; null when it is not. */
  @Nullable ThereRow there() {
    return there;
  }

  /** Returns the entry of this version; null when it has none of its own. */
  @Nullable SealedRow seal() {
    return seal;
  }

  /** Returns the entry of the version that this one is a copy of; null when it is none. */
  @Nullable SealedRow original() {
    return original;
  }

  /** Returns its own entry, otherwise that of the version that it is a copy of. */
  Optional<SealedRow> sealOrOriginal() {
    return Optional.ofNullable(seal == null ? original : seal);
  }

  LayerRelation relation() {
    return relation;
  }

  boolean isRecordGone() {
    return isRecordGone;
  }

  @Nullable EventRow recordGoneBy() {
    return recordGoneBy;
  }

  boolean isMarker() {
    return there == null
        ? events.created().isEmpty() && events.marked().isPresent()
        : there.isDeleteMarker();
  }

  /** Returns the time of its write; empty when no source states it. */
  Optional<Instant> written() {
    return there == null ? events.created().map(EventRow::time) : Optional.of(there.lastModified());
  }

  /**
   * Sets the version that is there. Of several rows the newest one counts: a listing may meet a
   * change.
   *
   * @return false when there was one
   */
  boolean add(ThereRow row) {
    boolean isFirst = there == null;
    there = row;
    return isFirst;
  }

  /**
   * Sets the entry. Of several entries the first one counts.
   *
   * @return false when there was one
   */
  boolean add(SealedRow row) {
    if (seal != null) {
      return false;
    }
    seal = row;
    return true;
  }

  void copyOf(SealedRow entry) {
    original = entry;
  }

  void relation(LayerRelation value) {
    relation = value;
  }

  void recordGone(@Nullable EventRow cause) {
    isRecordGone = true;
    recordGoneBy = cause;
  }
}
