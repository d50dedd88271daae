package dev.waybill.log.check;

/**
 * Range of bundles in the rotation through the whole log, which may begin again at the first one.
 *
 * @param bundles number of bundles of the log
 * @param from index of the first bundle of the range
 * @param length number of bundles of the range, at most all
 */
record WatchRange(long bundles, long from, long length) {
  /** Receiver of a part of a range. */
  interface Part {
    void accept(long from, long to);
  }

  static WatchRange of(long bundles, long next, long due) {
    boolean isInside = next >= 0 && next < bundles;
    return new WatchRange(bundles, isInside ? next : 0, Math.min(bundles, due));
  }

  /** Returns the index at which the next range begins. */
  long next() {
    return bundles == 0 ? 0 : (from + length) % bundles;
  }

  /** Hands over the one or two parts without a gap. */
  void each(Part part) {
    long end = Math.min(bundles, from + length);
    part.accept(from, end);
    long rest = length - (end - from);
    if (rest > 0) {
      part.accept(0, rest);
    }
  }
}
