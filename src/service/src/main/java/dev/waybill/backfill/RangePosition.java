package dev.waybill.backfill;

import org.jspecify.annotations.Nullable;

/**
 * Position in a listing.
 *
 * @param key key behind which the listing continues; null for its begin
 * @param versionId version of that key behind which the listing continues; null to skip all of them
 * @param isEnd true when nothing of the range is left
 */
public record RangePosition(@Nullable String key, @Nullable String versionId, boolean isEnd) {
  /** Returns the position of a range that begins behind a key. */
  static RangePosition after(@Nullable String key) {
    return new RangePosition(key, null, false);
  }

  /** Returns this position as the end of its range. */
  RangePosition asEnd() {
    return new RangePosition(key, versionId, true);
  }
}
