package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WorkBudgetTest {
  private static final FixityPrices PRICES = FixityPrices.ofRegion("eu-west-1");
  private static final FixityBudget UNLIMITED = new FixityBudget(1L << 50, 1e9, 1e9);
  private static final int RUNS = 12 * 60;

  private Duration waiting = Duration.ZERO;
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");

  private WorkBudget budget() {
    return new WorkBudget(new LoadGate(() -> waiting, Duration.ofMinutes(5)), PRICES);
  }

  private static FixityPolicy policy(FixityBudget budget) {
    return new FixityPolicy(Duration.ofDays(30), Duration.ofDays(1), budget, 0.1);
  }

  /** Takes units of work for an hour, and checks each minute after the first. */
  private TileWork work(FixityBudget limits, long maxBytes, long seed, double share) {
    WorkBudget budget = budget();
    FixityPolicy policy = policy(limits);
    Random random = new Random(seed);
    TileWork all = TileWork.NONE;
    TileWork minute = TileWork.NONE;
    for (int run = 0; run <= RUNS; run++) {
      budget.refill(policy, now);
      while (budget.isOpen(TileWork.NONE)) {
        TileWork unit = new TileWork(1 + random.nextInt(256), random.nextLong(maxBytes));
        budget.take(unit);
        all = all.plus(unit);
        minute = minute.plus(unit);
      }
      budget.settle(limits);
      if (run > 0 && run % 12 == 0) {
        assertThat(minute.seconds(limits, PRICES) * 1 / share)
            .isCloseTo(60, Percentage.withPercentage(5));
        minute = TileWork.NONE;
      }
      now = now.plusSeconds(5);
    }
    return all;
  }

  @Property(tries = 20)
  void keepsBytesOfEachMinute(@ForAll long seed) {
    FixityBudget limits = new FixityBudget(20_000_000, 1e6, 1e6);
    TileWork hour = work(limits, 40_000_000, seed, 1);
    assertThat(hour.bytes()).isCloseTo(72_000_000_000L, Percentage.withPercentage(1));
  }

  @Property(tries = 20)
  void keepsRequestsOfEachMinute(@ForAll long seed) {
    FixityBudget limits = new FixityBudget(1L << 50, 1000, 1e6);
    assertThat(work(limits, 1000, seed, 1).requests())
        .isCloseTo(3_600_000, Percentage.withPercentage(1));
  }

  @Property(tries = 20)
  void keepsDollarsOfEachMinute(@ForAll long seed) {
    FixityBudget limits = new FixityBudget(1L << 50, 1e6, 100);
    assertThat(work(limits, 1000, seed, 1).dollars(PRICES))
        .isCloseTo(100.0 / 24, Percentage.withPercentage(1));
  }

  @Test
  void fallsToTheFloorWhileIntakeIsBehind() {
    waiting = Duration.ofMinutes(6);
    FixityBudget limits = new FixityBudget(20_000_000, 1e6, 1e6);
    assertThat(work(limits, 4_000_000, 1, 0.1).bytes())
        .isCloseTo(7_200_000_000L, Percentage.withPercentage(1));
  }

  @Test
  void paysForLargeUnitAfterwards() {
    FixityBudget limits = new FixityBudget(1_000_000, 1e6, 1e6);
    WorkBudget budget = budget();
    budget.refill(policy(limits), now);
    budget.refill(policy(limits), now.plusSeconds(1));
    budget.take(new TileWork(1, 61_000_000));
    budget.refill(policy(limits), now.plusSeconds(30));
    assertThat(budget.isOpen(TileWork.NONE)).isFalse();
    budget.refill(policy(limits), now.plusSeconds(60));
    assertThat(budget.isOpen(TileWork.NONE)).isFalse();
    budget.refill(policy(limits), now.plusSeconds(62));
    assertThat(budget.isOpen(TileWork.NONE)).isTrue();
  }

  @Property(tries = 50)
  void bringsNoBurstAfterPauseOrJumpOfTheClock(
      @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int jump) {
    FixityBudget limits = new FixityBudget(1_000_000, 1e6, 1e6);
    WorkBudget budget = budget();
    budget.refill(policy(limits), now);
    budget.refill(policy(limits), now.plusSeconds(jump));
    budget.take(new TileWork(1, 30_000_001));
    assertThat(budget.isOpen(TileWork.NONE)).isFalse();
  }

  @Test
  void allowsOneUnitHoweverLargeItIs() {
    WorkBudget budget = budget();
    FixityBudget limits = new FixityBudget(1000, 10, 1);
    assertThat(budget.isFull(limits, TileWork.NONE)).isFalse();
    assertThat(budget.isFull(limits, new TileWork(1, 119_999))).isFalse();
    assertThat(budget.isFull(limits, new TileWork(1, 120_000))).isTrue();
    assertThat(budget.isFull(UNLIMITED, new TileWork(1, 120_000))).isFalse();
  }
}
