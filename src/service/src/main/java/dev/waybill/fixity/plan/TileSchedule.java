package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Due times of tiles under a plan. */
final class TileSchedule {
  /** Number of examinations of a tile in a cycle while entries cannot be read. */
  static final int MAX_ATTEMPTS = 6;

  /** Share of the period after which a cycle does not wait for further attempts. */
  static final double SETTLED_SHARE = 0.9;

  /** Part of the time for new entries that a tile waits until it is full. */
  private static final int PARTIAL_WAIT = 2;

  private static final Duration FIRST_RETRY = Duration.ofMinutes(15);
  private static final double RETRY_SHARE = 0.01;
  private static final int RETRY_BITS = 2;

  private final FixityPlan plan;
  private final TilePhase phase;

  TileSchedule(FixityPlan plan) {
    this.plan = plan;
    phase = new TilePhase(plan.cycle(), plan.policy().every());
  }

  FixityPlan plan() {
    return plan;
  }

  /** Returns the index after the last tile of a slice that has entries. */
  long endOf(long slice) {
    long tiles = (plan.size() + TileRange.FULL - 1) / TileRange.FULL;
    return Math.min(tiles, (slice + 1) * TileRange.TILES_PER_SLICE);
  }

  /** Returns the entries of a tile that exist. */
  TileRange range(long tile) {
    return TileRange.of(tile, plan.size());
  }

  /** Returns true when a tile was examined in the current cycle, as far as the cycle covers it. */
  boolean isExamined(long tile, @Nullable TileState state) {
    long covered = Math.min(range(tile).to(), plan.cycle().size()) - range(tile).from();
    return state != null && isOfCycle(state) && state.pass().width() >= covered;
  }

  private boolean isOfCycle(TileState state) {
    return state.pass().cycle().compareTo(plan.cycle().id()) >= 0;
  }

  /** Returns true when entries could not be read, and a further attempt is made in the cycle. */
  boolean isRetried(TileState state) {
    return isOfCycle(state) && !state.open().isEmpty() && state.pass().attempt() + 1 < MAX_ATTEMPTS;
  }

  /**
   * Returns when and how a tile is examined next.
   *
   * @param state state of the tile; null when it was never examined
   * @return empty when it is not examined again in the current cycle
   */
  Optional<DueTile> next(long tile, @Nullable TileState state) {
    TileRange range = range(tile);
    if (state == null) {
      return Optional.of(unseen(range, 0));
    }
    Optional<DueTile> again = again(range, state);
    if (state.pass().width() >= range.width()) {
      return again;
    }
    DueTile grown = unseen(range, state.pass().width());
    return Optional.of(again.filter(it -> DueTile.ORDER.compare(it, grown) < 0).orElse(grown));
  }

  /** Returns the examination of entries that never were examined, from a position on. */
  private DueTile unseen(TileRange range, int from) {
    SizeMark mark = plan.mark(range.from() + from);
    FixityPolicy policy = plan.policy();
    Duration young = policy.young();
    Instant due;
    if (range.width() < TileRange.FULL) {
      due = mark.seen().plus(young.dividedBy(PARTIAL_WAIT));
    } else if (mark.isYoung()) {
      due = phase.within(mark.seen(), young, TilePhase.MAX_SHARE, range.tile());
    } else {
      due = phase.within(mark.seen(), policy.every(), TilePhase.CYCLE_SHARE, range.tile());
    }
    return new DueTile(new TileTask(plan.cycle().id(), range), due, mark.isYoung());
  }

  private Optional<DueTile> again(TileRange range, TileState state) {
    TilePass pass = state.pass();
    if (!isOfCycle(state)) {
      Instant due = phase.due(range.tile(), state.coveredSince());
      return Optional.of(new DueTile(new TileTask(plan.cycle().id(), range), due, false));
    }
    if (!isRetried(state)) {
      return Optional.empty();
    }
    int attempt = pass.width() == range.width() ? pass.attempt() + 1 : 0;
    TileTask task = new TileTask(pass.cycle(), range, attempt);
    return Optional.of(new DueTile(task, pass.time().plus(pause(pass.attempt())), false));
  }

  private Duration pause(int attempt) {
    Duration share = plan.policy().share(RETRY_SHARE);
    Duration first = share.compareTo(FIRST_RETRY) < 0 ? share : FIRST_RETRY;
    return first.multipliedBy(1L << (RETRY_BITS * attempt));
  }
}
