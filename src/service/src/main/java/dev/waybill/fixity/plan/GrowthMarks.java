package dev.waybill.fixity.plan;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Growth of the log in the plan: what was seen when, and whether it was sealed lately. */
final class GrowthMarks {
  private static final Logger LOG = LoggerFactory.getLogger(GrowthMarks.class);

  /** Parts of the time for new entries in which growth is told apart. */
  private static final int PARTS = 48;

  private static final Duration MAX_INTERVAL = Duration.ofMinutes(30);
  private static final Duration YOUNG = Duration.ofHours(24);

  private final LoggedEntries log;

  GrowthMarks(LoggedEntries log) {
    this.log = log;
  }

  /** Returns true when new entries are to be noted. */
  static boolean isDue(FixityPlan plan, long size, Instant now) {
    if (size <= plan.size() || plan.marks().isEmpty()) {
      return size > plan.size();
    }
    Duration since = Duration.between(plan.marks().get(plan.marks().size() - 1).seen(), now).abs();
    Duration part = plan.policy().young().dividedBy(PARTS);
    return since.compareTo(part.compareTo(MAX_INTERVAL) < 0 ? part : MAX_INTERVAL) >= 0;
  }

  /**
   * Returns the growth with what was added since.
   *
   * @param before growth until now
   * @param size number of entries of the log, more than before
   */
  List<SizeMark> add(List<SizeMark> before, long size, FixityPolicy policy, Instant now) {
    long from = before.isEmpty() ? 0 : before.get(before.size() - 1).to();
    long young = firstYoung(from, size, now);
    List<SizeMark> marks = new ArrayList<>(before);
    if (young > from) {
      marks.add(new SizeMark(from, young, now, false));
    }
    if (young < size) {
      marks.add(new SizeMark(young, size, now, true));
    }
    return joined(marks, now.minus(policy.young().multipliedBy(2)));
  }

  /**
   * Returns the index from which entries were sealed lately. Entries are nearly in the order of
   * their times, so a binary search over tiles finds it.
   */
  private long firstYoung(long from, long size, Instant now) {
    Instant limit = now.minus(YOUNG);
    long low = from / TileRange.FULL;
    long high = (size - 1) / TileRange.FULL;
    while (low <= high) {
      long middle = (low + high) >>> 1;
      if (isYoung(TileRange.of(middle, size), limit)) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return Math.min(size, Math.max(from, low * TileRange.FULL));
  }

  /** Entries that cannot be read count as old: they must not hold the plan of the others up. */
  private boolean isYoung(TileRange range, Instant limit) {
    try {
      return log.read(range).stream().map(LogEntry::sealedAt).anyMatch(it -> it.isAfter(limit));
    } catch (RuntimeException e) {
      LOG.warn(
          "reading the age of entries failed tile={} cause=\"{}\"", range.tile(), e.getMessage());
      return false;
    }
  }

  /** Joins growth that is old, and the oldest one when there is too much of it. */
  private static List<SizeMark> joined(List<SizeMark> marks, Instant old) {
    List<SizeMark> joined = new ArrayList<>();
    int excess = marks.size() - FixityPlan.MAX_MARKS / 2;
    for (SizeMark mark : marks) {
      SizeMark last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      boolean isSame =
          last != null && last.isYoung() == mark.isYoung() && mark.seen().isBefore(old);
      if (last != null && (isSame || excess > 0)) {
        joined.set(joined.size() - 1, last.and(mark));
        excess--;
      } else {
        joined.add(mark);
      }
    }
    return joined;
  }
}
