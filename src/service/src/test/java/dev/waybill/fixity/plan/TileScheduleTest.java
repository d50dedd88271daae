package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TileScheduleTest {
  private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
  private static final CycleId CYCLE = CycleId.of(BEGIN);
  private static final CycleId BEFORE = CycleId.of(BEGIN.minus(Duration.ofDays(25)));
  private static final FixityPolicy POLICY =
      PlanWorld.policy(Duration.ofDays(30), new FixityBudget(1, 1, 1));

  /** A log of two tiles that were there, two new ones, and the begin of another. */
  private static TileSchedule schedule() {
    List<SizeMark> marks =
        List.of(
            new SizeMark(0, 512, BEGIN, false),
            new SizeMark(512, 1030, BEGIN.plus(Duration.ofDays(2)), true));
    return new TileSchedule(
        new FixityPlan(POLICY, new PlannedCycle(CYCLE, 512, "a", null), marks, List.of()));
  }

  private static TileState state(
      CycleId cycle, int width, int attempt, Instant time, EntrySet open, @Nullable Instant since) {
    CoverageCell cell = new CoverageCell("a", SizeClass.LARGER, width, 1, open.size(), 0);
    Map<FixityCondition, Integer> counts =
        open.isEmpty() ? Map.of() : Map.of(FixityCondition.UNREADABLE, open.size());
    return new TileState(
        new TilePass(cycle, width, attempt, time), open, since, counts, List.of(cell), 0);
  }

  private static DueTile next(long tile, @Nullable TileState state) {
    return schedule().next(tile, state).orElseThrow();
  }

  @Test
  void spreadsBacklogOverTheCycle() {
    DueTile due = next(1, null);
    assertThat(due.isYoung()).isFalse();
    assertThat(due.due()).isBetween(BEGIN, BEGIN.plus(POLICY.share(0.85)));
  }

  @Test
  void examinesNewTilesWithinADay() {
    DueTile due = next(2, null);
    Instant seen = BEGIN.plus(Duration.ofDays(2));
    assertThat(due.isYoung()).isTrue();
    assertThat(due.due()).isBetween(seen, seen.plus(Duration.ofHours(23)));
    assertThat(DueTile.ORDER.compare(due, next(1, null))).isNegative();
  }

  @Test
  void examinesPartialTileAfterHalfADay() {
    DueTile due = next(4, null);
    assertThat(due.task().range()).isEqualTo(new TileRange(4, 6));
    assertThat(due.due()).isEqualTo(BEGIN.plus(Duration.ofHours(60)));
  }

  @Test
  void examinesTileAgainWhenItHasGrown() {
    TileState partial = state(CYCLE, 100, 0, BEGIN, EntrySet.NONE, null);
    DueTile due = next(3, partial);
    assertThat(due.isYoung()).isTrue();
    assertThat(due.task().range()).isEqualTo(new TileRange(3, 256));
    assertThat(due.task().attempt()).isZero();
  }

  @Test
  void examinesEachTileOnceInACycle() {
    TileState state = state(CYCLE, 256, 0, BEGIN, EntrySet.NONE, null);
    assertThat(schedule().next(0, state)).isEmpty();
    assertThat(schedule().isExamined(0, state)).isTrue();
    TileState former = state(BEFORE, 256, 0, BEFORE.began(), EntrySet.NONE, null);
    assertThat(schedule().isExamined(0, former)).isFalse();
    assertThat(next(0, former).task().cycle()).isEqualTo(CYCLE);
  }

  @Test
  void triesUnreadableEntriesAgainWithGrowingPauses() {
    EntrySet open = EntrySet.of(IntStream.of(3));
    List<Duration> pauses =
        IntStream.range(0, TileSchedule.MAX_ATTEMPTS - 1)
            .mapToObj(it -> next(0, state(CYCLE, 256, it, BEGIN, open, BEGIN)))
            .map(it -> Duration.between(BEGIN, it.due()))
            .toList();
    assertThat(pauses)
        .containsExactly(
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(16),
            Duration.ofHours(64));
    TileState last = state(CYCLE, 256, TileSchedule.MAX_ATTEMPTS - 1, BEGIN, open, BEGIN);
    assertThat(schedule().next(0, last)).isEmpty();
    assertThat(schedule().isRetried(last)).isFalse();
    assertThat(next(0, state(CYCLE, 256, 1, BEGIN, open, BEGIN)).task().attempt()).isEqualTo(2);
  }

  @Test
  void examinesTileWithUncoveredEntryFirstInTheNextCycle() {
    EntrySet open = EntrySet.of(IntStream.of(3));
    TileState state = state(BEFORE, 256, 5, BEGIN, open, null);
    assertThat(next(0, state).due()).isEqualTo(BEGIN);
  }
}
