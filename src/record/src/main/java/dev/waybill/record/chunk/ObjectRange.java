package dev.waybill.record.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Range of an object's bytes, both ends included as in HTTP.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
public record ObjectRange(long first, long last) {
  public ObjectRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("not a range of bytes: " + first + "-" + last);
    }
  }

  /**
   * Returns ranges of which neighboring ones are joined.
   *
   * @param ranges ranges in order, which do not overlap
   */
  public static List<ObjectRange> joined(List<ObjectRange> ranges) {
    List<ObjectRange> joined = new ArrayList<>();
    for (ObjectRange range : ranges) {
      int end = joined.size() - 1;
      if (end >= 0 && joined.get(end).last() + 1 == range.first()) {
        joined.set(end, new ObjectRange(joined.get(end).first(), range.last()));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  /** Returns the number of bytes. */
  public long length() {
    return last - first + 1;
  }

  /** Returns the value of HTTP's header {@code Range}. */
  public String header() {
    return "bytes=" + this;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
