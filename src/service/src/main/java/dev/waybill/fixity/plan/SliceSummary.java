package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Numbers of a slice that the leader keeps in memory for every slice of the log. */
final class SliceSummary {
  /** Time of something that is not due in the current cycle. */
  static final long NEVER = Long.MAX_VALUE;

  long youngDue = NEVER;
  long routineDue = NEVER;

  /** Time since which the version that waits longest was not covered. */
  long oldest = NEVER;

  /** Number of versions that the cycle covers and that were not examined in it. */
  int unexamined;

  /** Work of those that were examined before. */
  TileWork sized = TileWork.NONE;

  /** Work of all versions of the slice that were examined before. */
  TileWork known = TileWork.NONE;

  /** Number of versions that could not be read and are tried again. */
  int retried;

  /** Number of versions that could not be read in the cycle. */
  int open;

  int singleDefects;
  int otherDefects;

  private SliceSummary() {}

  /** Returns a summary without any version. */
  static SliceSummary none() {
    return new SliceSummary();
  }

  /**
   * Counts a slice.
   *
   * @param isOut true for tiles whose task is given out, so that it is not due
   */
  static SliceSummary of(SliceState state, TileSchedule schedule, LongPredicate isOut) {
    SliceSummary summary = new SliceSummary();
    long end = schedule.endOf(state.slice());
    for (long tile = state.firstTile(); tile < end; tile++) {
      TileState examined = state.tile(tile);
      summary.count(tile, examined, schedule);
      if (!isOut.test(tile)) {
        schedule.next(tile, examined).ifPresent(summary::due);
      }
    }
    summary.singleDefects = (int) state.defects().stream().filter(OpenDefect::isSingle).count();
    summary.otherDefects = state.defects().size() - summary.singleDefects;
    return summary;
  }

  private void due(DueTile tile) {
    long due = tile.due().toEpochMilli();
    if (tile.isYoung()) {
      youngDue = Math.min(youngDue, due);
    } else {
      routineDue = Math.min(routineDue, due);
    }
  }

  private void count(long tile, @Nullable TileState state, TileSchedule schedule) {
    TileRange range = schedule.range(tile);
    oldest = Math.min(oldest, coveredSince(range, state, schedule.plan()).toEpochMilli());
    if (state != null) {
      known = known.plus(state.work());
    }
    if (range.from() >= schedule.plan().cycle().size()) {
      return;
    }
    if (!schedule.isExamined(tile, state)) {
      unexamined += (int) (Math.min(range.to(), schedule.plan().cycle().size()) - range.from());
      if (state != null) {
        sized = sized.plus(state.work());
      }
    } else if (state != null) {
      open += state.open().size();
      retried += schedule.isRetried(state) ? state.open().size() : 0;
    }
  }

  /** Returns the time since which the entry that waits longest was not covered. */
  static Instant coveredSince(TileRange range, @Nullable TileState state, FixityPlan plan) {
    if (state == null) {
      return plan.mark(range.from()).seen();
    }
    Instant since =
        Optional.ofNullable(state.coveredSince()).orElseGet(() -> plan.mark(range.from()).seen());
    if (state.pass().width() >= range.width()) {
      return since;
    }
    Instant grown = plan.mark(range.from() + state.pass().width()).seen();
    return grown.isBefore(since) ? grown : since;
  }

  /** Returns true when a tile is due. */
  boolean isDue(long now) {
    return youngDue <= now || routineDue <= now;
  }
}
