package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Memory and calls of a planner, by the size of the log. */
class FixityPlannerScaleTest {
  private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
  private static final FixityPolicy POLICY =
      PlanWorld.policy(Duration.ofDays(30), new FixityBudget(20_000_000, 1000, 100));

  /** Log of one size, whose entries are those of its first tile. */
  private record LargeLog(long size, List<LogEntry> first) implements LoggedEntries {
    static LargeLog of(long size) {
      SampleEntries entries =
          new SampleEntries(256, index -> 1000, BEGIN.minus(Duration.ofDays(100)));
      return new LargeLog(size, entries.read(new TileRange(0, 256)));
    }

    @Override
    public List<LogEntry> read(TileRange range) {
      return first.subList(0, range.width());
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static SliceBook book(long size) {
    SliceBook book =
        new SliceBook(new FixityStateStore(new InMemoryLogStore()), new InFlightTiles());
    PlannedCycle cycle = new PlannedCycle(CycleId.of(BEGIN), size, "a", null);
    book.use(
        new FixityPlan(POLICY, cycle, List.of(new SizeMark(0, size, BEGIN, false)), List.of()));
    return book;
  }

  @Test
  void readsStatesInSeveralRuns() {
    SliceBook book = book(SliceSchedule.ENTRIES * 600);
    assertThat(book.load(BEGIN)).isFalse();
    assertThat(book.slices().size()).isEqualTo(SliceBook.LOADED_AT_ONCE);
    assertThat(book.load(BEGIN)).isTrue();
    assertThat(book.slices().progress().unexamined()).isEqualTo(SliceSchedule.ENTRIES * 600);
    assertThat(book.nextDue(BEGIN.plus(Duration.ofHours(1)))).isPresent();
  }

  @Test
  void keepsFourMebibytesForBillionVersions() {
    SliceSchedule slices = new SliceSchedule();
    long count = FixityStateStore.slicesOf(1_000_000_000);
    long before = used();
    for (long slice = 0; slice < count; slice++) {
      SliceSummary summary = SliceSummary.none();
      summary.routineDue = BEGIN.plusSeconds(count - slice).toEpochMilli();
      slices.set(slice, summary);
    }
    assertThat(used() - before).isLessThan(4 << 20);
    assertThat(slices.size()).isEqualTo(15_259);
    assertThat(slices.nextDue(BEGIN)).isEqualTo(-1);
    assertThat(slices.nextDue(BEGIN.plusSeconds(1))).isEqualTo(15_258);
  }

  @Test
  void readsEachStateOnceWhenItBegins() {
    InMemoryLogStore store = new InMemoryLogStore();
    LargeLog log = LargeLog.of(1_000_000);
    FixityPlanner planner =
        new FixityPlanner(
            new FixityStateStore(store),
            new FixityPlanner.Ports(
                log,
                key -> Optional.empty(),
                tasks -> {},
                prices(),
                "b",
                List::of,
                Set::of,
                report -> {},
                DrillListener.NONE),
            inputs(),
            end -> {},
            new LoadGate(() -> Duration.ZERO, Duration.ofMinutes(1)));
    PlannerStatus first = planner.run(BEGIN);
    assertThat(first.state()).isEqualTo(PlannerStatus.State.WORKING);
    long calls = store.calls();
    assertThat(calls).isLessThan(16 + 5);
    PlannerStatus second = planner.run(BEGIN.plusSeconds(1));
    assertThat(second.sent()).isZero();
    assertThat(store.calls()).isEqualTo(calls);
  }

  private static FixityPrices prices() {
    return FixityPrices.ofRegion("eu-west-1");
  }

  private static PlanInputs inputs() {
    return new PlanInputs() {
      @Override
      public FixityPolicy policy() {
        return POLICY;
      }

      @Override
      public byte[] seed() {
        return new byte[1];
      }

      @Override
      public Optional<String> root(long size) {
        return Optional.empty();
      }
    };
  }
}
