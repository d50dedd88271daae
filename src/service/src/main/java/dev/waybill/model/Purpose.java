package dev.waybill.model;

import java.util.Locale;

/** Purpose of an object in custody, which its prefix and its finder determine. */
public enum Purpose {
  /** Under {@code incoming/}: sealed, then promoted. */
  PROMOTE,
  /** Under {@code test/}: sealed and checked, never promoted. */
  CANARY,
  /** Found by a backfill outside {@code incoming/}: sealed where it is, never promoted. */
  BACKFILL,
  /** Found by a backfill under {@code incoming/}: sealed, then promoted. */
  BACKFILL_PROMOTE;

  /** Returns true when the object is copied to its destination after it is sealed. */
  public boolean isPromoted() {
    return this == PROMOTE || this == BACKFILL_PROMOTE;
  }

  /** Returns true when a backfill found the object. */
  public boolean isBackfill() {
    return this == BACKFILL || this == BACKFILL_PROMOTE;
  }

  /** Returns the name in records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
