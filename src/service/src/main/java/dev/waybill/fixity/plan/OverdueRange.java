package dev.waybill.fixity.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Range of entries whose bytes were not read within 1.1 times the period.
 *
 * @param from index of the first entry
 * @param to index after the last entry
 * @param read time of the last reading that counts for all of them; null when there is none
 * @param cause the cause
 */
public record OverdueRange(long from, long to, @Nullable Instant read, Cause cause) {
  /** Causes. */
  public enum Cause {
    /** They were never examined. */
    NEVER("never examined"),
    /** Their next examination is late. */
    LATE("not examined in time"),
    /** They were examined, and could not be read. */
    UNREADABLE("examined, but not read");

    private final String label;

    Cause(String label) {
      this.label = label;
    }

    /** Returns a few words for people. */
    public String label() {
      return label;
    }
  }

  public OverdueRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no range from " + from + " to " + to);
    }
  }

  /** Returns true when another range continues this one. */
  boolean isContinuedBy(OverdueRange next) {
    return to == next.from && cause == next.cause && (read == null) == (next.read == null);
  }

  /** Returns this range and the one that continues it as one, with the older reading. */
  OverdueRange and(OverdueRange next) {
    boolean isOlder = read != null && next.read != null && next.read.isBefore(read);
    return new OverdueRange(from, next.to, isOlder ? next.read : read, cause);
  }
}
