package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.plan.OverdueRange.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counter of what waits for a reading: entries that are overdue, and entries that were never read
 * and need not have been yet, because they were sealed lately. It takes the states of slices one by
 * one.
 */
final class OverdueEntries {
  private final FixityPlan plan;
  private final TileSchedule schedule;
  private final Instant earliest;
  private final List<OverdueRange> ranges = new ArrayList<>();
  private long waiting;

  OverdueEntries(FixityPlan plan, Instant now) {
    this.plan = plan;
    schedule = new TileSchedule(plan);
    earliest = now.minus(plan.policy().limit());
  }

  void add(SliceState state) {
    for (long tile = state.firstTile(); tile < schedule.endOf(state.slice()); tile++) {
      TileState examined = state.tile(tile);
      TileRange range = schedule.range(tile);
      int covered = examined == null ? 0 : examined.pass().width();
      if (examined != null) {
        add(range.from(), examined);
      }
      if (covered < range.width()) {
        wait(range.from() + covered, range.to(), Cause.NEVER);
      }
    }
  }

  private void add(long from, TileState tile) {
    Instant read = tile.pass().time();
    if (tile.cells().stream().allMatch(it -> it.versions() == it.archived())) {
      return;
    }
    if (read.isBefore(earliest)) {
      add(new OverdueRange(from, from + tile.pass().width(), read, Cause.LATE));
      return;
    }
    for (int at = 0; at < tile.pass().width(); at++) {
      if (tile.open().contains(at)) {
        open(from + at, tile.openCovered());
      }
    }
  }

  private void open(long index, @Nullable Instant read) {
    if (read == null) {
      wait(index, index + 1, Cause.UNREADABLE);
    } else if (read.isBefore(earliest)) {
      add(new OverdueRange(index, index + 1, read, Cause.UNREADABLE));
    }
  }

  /** Counts entries that were never read; the oldest of them decides. */
  private void wait(long from, long to, Cause cause) {
    Instant since = plan.mark(from).seen();
    if (since.isBefore(earliest)) {
      add(new OverdueRange(from, to, null, cause));
    } else {
      waiting += to - from;
    }
  }

  private void add(OverdueRange range) {
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).isContinuedBy(range)) {
      ranges.set(last, ranges.get(last).and(range));
    } else {
      ranges.add(range);
    }
  }

  /** Returns the ranges that are overdue, in their order. */
  List<OverdueRange> ranges() {
    return ranges;
  }

  /** Returns the number of versions that were never read, and whose first reading can wait. */
  long waiting() {
    return waiting;
  }
}
