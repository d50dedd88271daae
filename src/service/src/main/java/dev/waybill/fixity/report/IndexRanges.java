package dev.waybill.fixity.report;

import java.util.ArrayList;
import java.util.List;

/** Ranges of indexes in ascending order: all are counted, and the first ones are listed. */
final class IndexRanges {
  private final int limit;
  private final List<Range> first = new ArrayList<>();
  private long indexes;
  private long ranges;
  private long end = -1;

  /**
   * Range of indexes.
   *
   * @param from the first index
   * @param to the index after the last one
   */
  record Range(long from, long to) {}

  /**
   * @param limit number of ranges that are listed
   */
  IndexRanges(int limit) {
    this.limit = limit;
  }

  /** Adds a range, which does not begin before the end of the last one. */
  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    indexes += to - from;
    if (from != end) {
      ranges++;
      if (first.size() < limit) {
        first.add(new Range(from, to));
      }
    } else if (ranges <= limit) {
      first.set(first.size() - 1, new Range(first.get(first.size() - 1).from(), to));
    }
    end = to;
  }

  /** Returns the number of indexes in all ranges. */
  long indexes() {
    return indexes;
  }

  /** Returns the number of ranges. */
  long ranges() {
    return ranges;
  }

  /** Returns the first ranges. */
  List<Range> first() {
    return List.copyOf(first);
  }
}
