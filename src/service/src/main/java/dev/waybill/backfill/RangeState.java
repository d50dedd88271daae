package dev.waybill.backfill;

import org.jspecify.annotations.Nullable;

/**
 * Progress of one range of keys: {@code folded <= sent <= staged}.
 *
 * @param number number of the range
 * @param position watermark: everything before it is in stored units
 * @param upTo last key of the range; null when it ends with the last key
 * @param staged number of stored units
 * @param sent number of units that were handed out
 * @param folded number of units whose results are in the counts
 */
public record RangeState(
    int number, RangePosition position, @Nullable String upTo, int staged, int sent, int folded) {
  public RangeState {
    if (number < 0 || folded < 0 || folded > sent || sent > staged) {
      throw new IllegalArgumentException(
          "no range " + number + " with " + staged + ", " + sent + " and " + folded + " units");
    }
  }

  /** Returns a range of which nothing was listed. */
  static RangeState begin(int number, @Nullable String after, @Nullable String upTo) {
    return new RangeState(number, RangePosition.after(after), upTo, 0, 0, 0);
  }

  /** Returns a range whose units are all stored. */
  public static RangeState stored(int units) {
    return new RangeState(0, RangePosition.after(null).asEnd(), null, units, 0, 0);
  }

  /** Returns true when the listing has passed the whole range. */
  public boolean isListed() {
    return position.isEnd();
  }

  /** Returns true when the range is listed and every result is counted. */
  boolean isDone() {
    return isListed() && folded == staged;
  }

  RangeState listedTo(RangePosition end) {
    return new RangeState(number, end, upTo, staged, sent, folded);
  }

  RangeState withUnit(RangePosition end) {
    return new RangeState(number, end, upTo, staged + 1, sent, folded);
  }

  RangeState sentMore(int units) {
    return new RangeState(number, position, upTo, staged, sent + units, folded);
  }

  RangeState foldedMore(int units) {
    return new RangeState(number, position, upTo, staged, sent, folded + units);
  }

  RangeState endingAt(String key) {
    return new RangeState(number, position, key, staged, sent, folded);
  }

  UnitName unit(String job, int unit) {
    return new UnitName(job, number, unit);
  }
}
