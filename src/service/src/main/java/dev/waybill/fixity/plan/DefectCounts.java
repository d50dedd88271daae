package dev.waybill.fixity.plan;

/** Numbers of open defects of the whole log while results are counted. */
final class DefectCounts {
  private long single;
  private long other;
  private long reported;

  DefectCounts(long single, long other) {
    this.single = single;
    this.other = other;
    reported = other;
  }

  /** Returns the number of defects with a finding of their own. */
  long single() {
    return single;
  }

  /** Returns the number of further defects. */
  long other() {
    return other;
  }

  void opened(boolean isSingle) {
    if (isSingle) {
      single++;
    } else {
      other++;
    }
  }

  void ended(boolean isSingle) {
    if (isSingle) {
      single--;
    } else {
      other--;
    }
  }

  /** Returns true when the number of further defects has grown since it was reported. */
  boolean hasMore() {
    return other > reported;
  }

  /** Returns true when further defects were reported, and none is left. */
  boolean hasNoMore() {
    return reported > 0 && other == 0;
  }

  /** Remembers the number of further defects as reported. */
  void reported() {
    reported = other;
  }
}
