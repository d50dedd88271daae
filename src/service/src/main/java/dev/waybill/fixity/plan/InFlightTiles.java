package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks that are given out and whose results are not counted yet. At most one for each tile. */
final class InFlightTiles {
  private static final Duration FIRST_POLL = Duration.ofSeconds(2);
  private static final Duration MAX_POLL = Duration.ofMinutes(1);
  private static final Duration MIN_LIMIT = Duration.ofMinutes(10);
  private static final Duration MIN_LIMIT_OF_SHORT_PERIOD = Duration.ofSeconds(30);
  private static final double LIMIT_SHARE = 0.02;
  private static final double WORK_TIMES = 2;
  private static final int MAX_DOUBLINGS = 6;
  private static final int MAX_LATE = 10_000;

  private final Map<Long, Out> out = new LinkedHashMap<>();

  /** Numbers of times that tasks were late, by tile. */
  private final Map<Long, Integer> late = new LinkedHashMap<>();

  private TileWork work = TileWork.NONE;

  /** Task that is given out. */
  private static final class Out {
    private final TileTask task;
    private final TileWork work;
    private final Instant limit;
    private Duration pause = FIRST_POLL;
    private Instant poll;

    Out(TileTask task, TileWork work, Instant poll, Instant limit) {
      this.task = task;
      this.work = work;
      this.poll = poll;
      this.limit = limit;
    }
  }

  boolean contains(long tile) {
    return out.containsKey(tile);
  }

  int size() {
    return out.size();
  }

  /** Returns the sum of the work that is given out. */
  TileWork work() {
    return work;
  }

  /**
   * Adds a task that was given out. It is given out again when its result does not come.
   *
   * @param seconds time that the work takes a replica when the load leaves it everything
   */
  void add(TileTask task, TileWork amount, double seconds, FixityPolicy policy, Instant now) {
    long most = (long) Math.ceil(WORK_TIMES * seconds / policy.floor());
    int times = late.getOrDefault(task.range().tile(), 0);
    Duration limit = least(policy).plusSeconds(most).multipliedBy(1L << times);
    put(new Out(task, amount, now.plus(FIRST_POLL), now.plus(limit)));
  }

  private static Duration least(FixityPolicy policy) {
    Duration share = policy.share(LIMIT_SHARE);
    if (share.compareTo(MIN_LIMIT_OF_SHORT_PERIOD) < 0) {
      return MIN_LIMIT_OF_SHORT_PERIOD;
    }
    return share.compareTo(MIN_LIMIT) < 0 ? share : MIN_LIMIT;
  }

  /** Adds a task whose result is there already. */
  void addFound(TileTask task, Instant now) {
    Out before = out.get(task.range().tile());
    if (before == null || isLater(task, before.task)) {
      put(new Out(task, TileWork.NONE, now, now.plus(MIN_LIMIT)));
    }
  }

  /** Keeps a tile back for some minutes, because its entries cannot be read. */
  void addBlocked(TileTask task, Instant now) {
    put(new Out(task, TileWork.NONE, now.plus(MIN_LIMIT), now.plus(MIN_LIMIT)));
  }

  private static boolean isLater(TileTask task, TileTask before) {
    return new TilePass(before.cycle(), before.range().width(), before.attempt(), Instant.EPOCH)
        .isBefore(task);
  }

  private void put(Out added) {
    TileWork unused = remove(added.task.range().tile());
    out.put(added.task.range().tile(), added);
    work = work.plus(added.work);
  }

  /** Removes a task, and returns the work that was given out with it. */
  TileWork remove(long tile) {
    Out removed = out.remove(tile);
    if (removed == null) {
      return TileWork.NONE;
    }
    work = work.minus(removed.work);
    return removed.work;
  }

  /** Removes a task whose result was counted; returns the work that was given out with it. */
  TileWork finished(long tile) {
    late.remove(tile);
    return remove(tile);
  }

  /** Removes the tasks whose time is over; they are due again. Returns their tiles. */
  List<Long> removeLate(Instant now) {
    List<Long> removed =
        out.values().stream()
            .filter(it -> !it.limit.isAfter(now))
            .map(it -> it.task.range().tile())
            .toList();
    for (long tile : removed) {
      TileWork unused = remove(tile);
      if (late.size() < MAX_LATE || late.containsKey(tile)) {
        late.merge(tile, 1, (a, b) -> Math.min(MAX_DOUBLINGS, a + b));
      }
    }
    return removed;
  }

  /**
   * Returns the tasks whose results are to be looked for at this time, at most a number of them.
   */
  List<TileTask> polls(Instant now, int limit) {
    List<TileTask> polls = new ArrayList<>();
    for (Out each : out.values()) {
      if (polls.size() < limit && !each.poll.isAfter(now)) {
        polls.add(each.task);
        each.poll = now.plus(each.pause);
        Duration longer = each.pause.plus(each.pause.dividedBy(2));
        each.pause = longer.compareTo(MAX_POLL) < 0 ? longer : MAX_POLL;
      }
    }
    return polls;
  }
}
