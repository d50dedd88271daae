package dev.waybill.record.chunk;

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
