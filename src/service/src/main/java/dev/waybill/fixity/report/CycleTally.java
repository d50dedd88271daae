package dev.waybill.fixity.report;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityCondition.Kind;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a cycle, counted from results in the order of their tiles. Its memory does not depend
 * on the number of results.
 */
final class CycleTally {
  /** Limit for the defects and ranges that are listed; a statement has at most 1 MiB. */
  static final int MAX_LISTED = 1000;

  private final long due;
  private final Map<FixityCondition, Map<Rung, Long>> conditions =
      new EnumMap<>(FixityCondition.class);
  private final List<ListedDefect> defects = new ArrayList<>();
  private final IndexRanges gaps = new IndexRanges(MAX_LISTED);
  private long next;
  private long examined;
  private long reread;
  private long missing;
  private long bytes;
  private long defectCount;
  private @Nullable Instant oldestPass;

  /**
   * Entry with a defect.
   *
   * @param index index of the entry
   * @param condition its condition
   * @param rung depth of the examination
   */
  record ListedDefect(long index, FixityCondition condition, Rung rung) {}

  /**
   * @param due number of entries of the log that had to be examined
   */
  CycleTally(long due) {
    this.due = due;
  }

  /**
   * Returns true when the entries of a result come after those that were counted, as they do in
   * every listing.
   */
  boolean follows(TileResult result) {
    return result.range().from() >= next;
  }

  /** Counts a result, which decides about its tile. */
  void add(TileResult result) {
    addMissing(result.range().from());
    for (Examination examination : result.examinations()) {
      add(examination);
      if (isPass(examination) && (oldestPass == null || result.began().isBefore(oldestPass))) {
        oldestPass = result.began();
      }
    }
    next = result.range().to();
  }

  private void add(Examination examination) {
    FixityCondition condition = examination.condition();
    examined++;
    bytes += examination.bytes();
    conditions
        .computeIfAbsent(condition, it -> new EnumMap<>(Rung.class))
        .merge(examination.rung(), 1L, Long::sum);
    if (isPass(examination)) {
      reread++;
    } else if (condition.isDefect()) {
      defectCount++;
      if (defects.size() < MAX_LISTED) {
        defects.add(new ListedDefect(examination.index(), condition, examination.rung()));
      }
    } else if (examination.index() < due) {
      gaps.add(examination.index(), examination.index() + 1);
    }
  }

  /** Only bytes that were read again prove that a version is as sealed. */
  private static boolean isPass(Examination examination) {
    return examination.condition().kind() == Kind.PASS && examination.rung() == Rung.BYTES;
  }

  private void addMissing(long to) {
    long end = Math.min(to, due);
    if (end > next) {
      missing += end - next;
      gaps.add(next, end);
    }
  }

  /** Ends the count: entries after the last result have none. */
  void end() {
    addMissing(due);
  }

  Map<FixityCondition, Map<Rung, Long>> conditions() {
    return conditions;
  }

  /** Returns the first defects in the order of their entries. */
  List<ListedDefect> defects() {
    return defects;
  }

  /** Returns the entries that had to be examined and were neither proven nor found defective. */
  IndexRanges gaps() {
    return gaps;
  }

  /** Returns the number of entries that have a result. */
  long examined() {
    return examined;
  }

  /** Returns the number of entries whose bytes were read again and are as sealed. */
  long reread() {
    return reread;
  }

  /** Returns the number of entries that had to be examined and have no result. */
  long missing() {
    return missing;
  }

  /** Returns the number of bytes that were read again. */
  long bytes() {
    return bytes;
  }

  /** Returns the number of all defects. */
  long defectCount() {
    return defectCount;
  }

  /** Returns the time at which the oldest work began that passed; null when none did. */
  @Nullable Instant oldestPass() {
    return oldestPass;
  }
}
