package dev.waybill.fixity.plan;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.plan.FixityStateStore.Stored;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * States of slices as the leader uses them: a summary of each, and the last used ones as a whole.
 */
final class SliceBook {
  /** Limit of the states that are kept in memory. */
  static final int MAX_CACHED = 64;

  /** Number of states that are read in one run while the leader begins. */
  static final int LOADED_AT_ONCE = 512;

  private final FixityStateStore store;
  private final InFlightTiles inFlight;
  private final SliceSchedule slices = new SliceSchedule();
  private final Map<Long, Stored<SliceState>> cache =
      new LinkedHashMap<>(MAX_CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Stored<SliceState>> eldest) {
          return size() > MAX_CACHED;
        }
      };

  /** Slices from here on have never been read by this process. */
  private long unread;

  private long next;
  private @Nullable TileSchedule schedule;

  SliceBook(FixityStateStore store, InFlightTiles inFlight) {
    this.store = store;
    this.inFlight = inFlight;
  }

  SliceSchedule slices() {
    return slices;
  }

  /** Takes another plan over. Due times of all slices depend on the cycle and the policy. */
  void use(FixityPlan plan) {
    FixityPlan before = schedule == null ? null : schedule.plan();
    if (plan.equals(before)) {
      return;
    }
    schedule = new TileSchedule(plan);
    next =
        before != null && isGrowth(before, plan)
            ? Math.min(next, before.size() / SliceSchedule.ENTRIES)
            : 0;
  }

  private static boolean isGrowth(FixityPlan before, FixityPlan after) {
    return before.cycle().equals(after.cycle()) && before.policy().equals(after.policy());
  }

  /**
   * Reads states that are not summarised yet.
   *
   * @return true when every slice is
   */
  boolean load(Instant now) {
    TileSchedule current = schedule();
    long end = FixityStateStore.slicesOf(current.plan().size());
    List<Long> batch =
        LongStream.range(next, Math.min(end, next + LOADED_AT_ONCE)).boxed().toList();
    List<Stored<SliceState>> states = store.slices(batch);
    for (int at = 0; at < batch.size(); at++) {
      long slice = batch.get(at);
      summarise(slice, states.get(at).value());
      if (slice >= unread) {
        findResults(states.get(at).value(), now);
        unread = slice + 1;
      }
    }
    next += batch.size();
    return next >= end;
  }

  /** Takes over the results that an earlier leader has not counted. */
  private void findResults(SliceState state, Instant now) {
    if (!slices.get(state.slice()).isDue(now.toEpochMilli())) {
      return;
    }
    CycleId cycle = schedule().plan().cycle().id();
    for (String key : store.results(FixityPaths.results(cycle, state.slice()))) {
      FixityPaths.taskOf(cycle, state.slice(), key)
          .filter(it -> it.range().to() <= schedule().plan().size())
          .filter(it -> isUncounted(state, it))
          .ifPresent(it -> inFlight.addFound(it, now));
    }
    summarise(state.slice(), state);
  }

  private static boolean isUncounted(SliceState state, TileTask task) {
    TileState tile = state.tile(task.range().tile());
    return tile == null || tile.pass().isBefore(task);
  }

  private TileSchedule schedule() {
    if (schedule == null) {
      throw new IllegalStateException("there is no plan");
    }
    return schedule;
  }

  /** Returns the state of a slice. */
  SliceState state(long slice) {
    return stored(slice).value();
  }

  private Stored<SliceState> stored(long slice) {
    Stored<SliceState> cached = cache.get(slice);
    if (cached == null) {
      cached = store.slices(List.of(slice)).get(0);
      cache.put(slice, cached);
    }
    return cached;
  }

  /**
   * Replaces the state of a slice.
   *
   * @return false when another leader was first, so that the state must be read again
   */
  boolean replace(SliceState state) {
    Optional<String> eTag = store.replace(state, stored(state.slice()).eTag());
    if (eTag.isEmpty()) {
      cache.remove(state.slice());
      return false;
    }
    cache.put(state.slice(), new Stored<>(state, eTag.get()));
    return true;
  }

  /** Counts a slice again after its state or the tasks that are given out have changed. */
  void refresh(long slice) {
    if (slice < slices.size()) {
      summarise(slice, state(slice));
    }
  }

  private void summarise(long slice, SliceState state) {
    slices.set(slice, SliceSummary.of(state, schedule(), inFlight::contains));
  }

  /** Returns the tile to examine next; empty when none is due. */
  Optional<DueTile> nextDue(Instant now) {
    for (long slice = slices.nextDue(now); slice >= 0; slice = slices.nextDue(now)) {
      Optional<DueTile> due = nextDue(state(slice), now);
      if (due.isPresent()) {
        return due;
      }
      refresh(slice);
      if (slices.get(slice).isDue(now.toEpochMilli())) {
        throw new IllegalStateException("slice " + slice + " is due without a tile that is");
      }
    }
    return Optional.empty();
  }

  private Optional<DueTile> nextDue(SliceState state, Instant now) {
    return LongStream.range(state.firstTile(), schedule().endOf(state.slice()))
        .filter(it -> !inFlight.contains(it))
        .mapToObj(it -> schedule().next(it, state.tile(it)))
        .flatMap(Optional::stream)
        .filter(it -> !it.due().isAfter(now))
        .min(DueTile.ORDER);
  }
}
