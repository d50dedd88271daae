package dev.waybill.fixity.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Coverage of the versions of one prefix, of one size class, or of all.
 *
 * @param label the prefix or the size class; untrusted input
 * @param versions number of sealed versions
 * @param bytes their bytes
 * @param onTime versions whose bytes were last read within the promised time
 * @param inLimit versions whose bytes were last read within 1.1 times that
 * @param waiting versions that were never read again, and whose first reading is not overdue
 * @param archived versions that cannot be read without a restore; they count nowhere else
 * @param oldest time of the oldest reading that counts; null when there is none
 */
public record CoverageRow(
    String label,
    long versions,
    long bytes,
    long onTime,
    long inLimit,
    long waiting,
    long archived,
    @Nullable Instant oldest) {
  public CoverageRow {
    if (onTime < 0
        || archived < 0
        || waiting < 0
        || onTime > inLimit
        || Math.addExact(Math.addExact(inLimit, waiting), archived) > versions) {
      throw new IllegalArgumentException("more versions are covered than there are");
    }
  }

  /** Creates a row in which no version waits for its first reading. */
  public CoverageRow(
      String label,
      long versions,
      long bytes,
      long onTime,
      long inLimit,
      long archived,
      @Nullable Instant oldest) {
    this(label, versions, bytes, onTime, inLimit, 0, archived, oldest);
  }

  /** Returns the number of versions that can be read. */
  public long readable() {
    return versions - archived;
  }

  /** Returns the number of readable versions that were not read within 1.1 times the promise. */
  public long overdue() {
    return readable() - inLimit - waiting;
  }

  /** Returns true for 99.9 % within the promised time, and all within 1.1 times that. */
  public boolean isKept() {
    return overdue() == 0 && Math.multiplyExact(readable() - onTime - waiting, 1000L) <= readable();
  }

  /** Returns the sum of two rows. */
  CoverageRow plus(CoverageRow other, String sum) {
    return new CoverageRow(
        sum,
        versions + other.versions,
        bytes + other.bytes,
        onTime + other.onTime,
        inLimit + other.inLimit,
        waiting + other.waiting,
        archived + other.archived,
        older(oldest, other.oldest));
  }

  private static @Nullable Instant older(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
