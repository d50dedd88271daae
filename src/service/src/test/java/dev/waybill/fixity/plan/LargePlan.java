package dev.waybill.fixity.plan;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Stored state of re-verification of a large log, two thirds through a cycle of thirty days. */
public final class LargePlan {
  private static final Duration EVERY = Duration.ofDays(30);
  private static final FixityPolicy POLICY =
      PlanWorld.policy(EVERY, new FixityBudget(20_000_000, 1000, 100));
  private static final double PASSED = 0.6;

  private final long size;
  private final Instant now;
  private final CycleId cycle;
  private final CycleId before;

  private LargePlan(long size, Instant now) {
    this.size = size;
    this.now = now;
    cycle = CycleId.of(now.minus(POLICY.share(PASSED)));
    before = CycleId.of(now.minus(POLICY.share(PASSED + TilePhase.CYCLE_SHARE)));
  }

  /**
   * Writes the state, and has a planner read it.
   *
   * @param defects number of open defects
   */
  public static PlannerStatus status(long size, Instant now, int defects) {
    LargePlan plan = new LargePlan(size, now);
    FixityStateStore states = new FixityStateStore(new InMemoryLogStore());
    states.replace(
        new FixityPlan(
            POLICY, new PlannedCycle(plan.cycle, size, "a", null), marks(size, now), List.of()),
        null);
    for (long slice = 0; slice < FixityStateStore.slicesOf(size); slice++) {
      states.replace(plan.state(slice, slice == 40 ? defects : 0), null);
    }
    FixityPlanner planner = plan.planner(states);
    PlannerStatus status = planner.run(now);
    while (status.state() == PlannerStatus.State.LOADING) {
      status = planner.run(now);
    }
    return status;
  }

  /** The newest percent is young. */
  private static List<SizeMark> marks(long size, Instant now) {
    long old = size - size / 100;
    SizeMark first = new SizeMark(0, old, now.minus(Duration.ofDays(200)), false);
    return old == size
        ? List.of(first)
        : List.of(first, new SizeMark(old, size, now.minus(Duration.ofHours(6)), true));
  }

  private SliceState state(long slice, int defects) {
    Map<Integer, TileState> tiles = new TreeMap<>();
    List<OpenDefect> open =
        IntStream.range(0, defects)
            .mapToObj(
                it ->
                    new OpenDefect(
                        slice * SliceSchedule.ENTRIES + it,
                        FixityCondition.ALTERED,
                        now.minus(Duration.ofHours(3)),
                        true))
            .toList();
    for (int at = 0; at < TileRange.TILES_PER_SLICE; at++) {
      TileRange range = range(slice * TileRange.TILES_PER_SLICE + at);
      if (range != null) {
        tiles.put(at, tile(range));
      }
    }
    return new SliceState(slice, tiles, open);
  }

  private TileRange range(long tile) {
    return tile * TileRange.FULL < size ? TileRange.of(tile, size) : null;
  }

  /** The times spread as those of a planner that has run for long. */
  private TileState tile(TileRange range) {
    double phase = (range.tile() * 0.6180339887 % 1) * TilePhase.CYCLE_SHARE;
    boolean isRead = phase < PASSED;
    CycleId read = isRead ? cycle : before;
    Instant time = read.began().plus(POLICY.share(phase));
    CoverageCell cell =
        new CoverageCell(
            "sensors", SizeClass.of(40_000), range.width(), range.width() * 40_000L, 0, 0);
    return new TileState(
        new TilePass(read, range.width(), 0, time),
        EntrySet.NONE,
        null,
        Map.of(),
        List.of(cell),
        0);
  }

  private FixityPlanner planner(FixityStateStore states) {
    LoggedEntries log =
        new LoggedEntries() {
          @Override
          public long size() {
            return size;
          }

          @Override
          public List<LogEntry> read(TileRange range) {
            return new SampleEntries(256, index -> 1000, now.minus(Duration.ofDays(100)))
                .read(new TileRange(0, range.width()));
          }
        };
    return new FixityPlanner(
        states,
        new FixityPlanner.Ports(
            log,
            key -> Optional.empty(),
            tasks -> {},
            FixityPrices.ofRegion("eu-west-1"),
            "b",
            List::of,
            Set::of,
            report -> {},
            DrillListener.NONE),
        new PlanInputs() {
          @Override
          public FixityPolicy policy() {
            return POLICY;
          }

          @Override
          public byte[] seed() {
            return new byte[1];
          }

          @Override
          public Optional<String> root(long ofSize) {
            return Optional.empty();
          }
        },
        end -> {},
        new LoadGate(() -> Duration.ofHours(1), Duration.ofMinutes(1)));
  }
}
