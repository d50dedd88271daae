package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.plan.OverdueRange.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixityStandingTest {
  private static final Duration EVERY = Duration.ofDays(30);
  private static final FixityPrices PRICES = FixityPrices.ofRegion("eu-west-1");

  private final PlanWorld world =
      new PlanWorld(
          new SampleEntries(600, index -> 1, PlanWorld.BEGIN.minus(Duration.ofDays(400))),
          PlanWorld.policy(EVERY, new FixityBudget(1 << 20, 1000, 1000)));

  private FixityStanding standing() {
    return FixityStanding.read(world.states, PRICES, world.now).orElseThrow();
  }

  /** Runs the leader and its workers for a while. */
  private void work(FixityPlanner leader, Duration time) {
    Duration step = Duration.ofHours(6);
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
      PlannerStatus unused = leader.run(world.now);
      world.workAll();
      world.advance(step);
    }
    PlannerStatus unused = leader.run(world.now);
  }

  @Test
  void isEmptyBeforeThereIsAPlan() {
    assertThat(FixityStanding.read(world.states, PRICES, world.now)).isEmpty();
  }

  @Test
  void waitsForFirstReadingsWithoutBreakingThePromise() {
    PlannerStatus unused = world.leader().run(world.now);

    FixityStanding standing = standing();

    assertThat(standing.waiting()).isEqualTo(600);
    assertThat(standing.overdueVersions()).isZero();
    assertThat(standing.isKept()).isTrue();
    assertThat(standing.overdue()).isEmpty();
    assertThat(standing.examined()).isZero();
    assertThat(standing.timeLeft()).isNull();
    assertThat(standing.left().versions()).isEqualTo(600);
    assertThat(standing.coverage().total().within()).isZero();
  }

  @Test
  void breaksThePromiseWhenNothingIsReadInTime() {
    PlannerStatus unused = world.leader().run(world.now);
    world.advance(EVERY.plusDays(3));
    assertThat(standing().isKept()).isTrue();

    world.advance(Duration.ofDays(1));

    FixityStanding standing = standing();
    assertThat(standing.isKept()).isFalse();
    assertThat(standing.waiting()).isZero();
    assertThat(standing.overdueVersions()).isEqualTo(600);
    assertThat(standing.overdue()).containsExactly(new OverdueRange(0, 600, null, Cause.NEVER));
  }

  @Test
  void countsAsTheLeaderDoesWithoutOne() {
    FixityPlanner leader = world.leader();
    work(leader, Duration.ofDays(12));

    FixityStanding standing = standing();

    PlannerStatus status = leader.run(world.now);
    assertThat(standing.progress()).isEqualTo(status.progress());
    assertThat(standing.coverage().total()).isEqualTo(world.coverage().total());
    assertThat(standing.examined()).isBetween(1L, 599L);
    assertThat(standing.examined() + standing.progress().unexamined()).isEqualTo(600);
    assertThat(standing.timeLeft()).isPositive();
  }

  @Test
  void namesReadingsThatAreLateWithTheirAge() {
    work(world.leader(), Duration.ofDays(27));
    Instant oldest = standing().coverage().total().oldest();
    assertThat(standing().isKept()).isTrue();

    world.advance(EVERY.plusDays(4));

    FixityStanding standing = standing();
    assertThat(standing.isKept()).isFalse();
    assertThat(standing.overdue())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.cause()).isEqualTo(Cause.LATE);
              assertThat(it.from()).isZero();
              assertThat(it.to()).isEqualTo(600);
              assertThat(it.read()).isEqualTo(oldest);
            });
  }

  @Test
  void namesVersionsThatCannotBeReadAndDefects() {
    world.conditions.put(3L, FixityCondition.UNREADABLE);
    world.conditions.put(4L, FixityCondition.UNREADABLE);
    world.conditions.put(7L, FixityCondition.ALTERED);
    FixityPlanner leader = world.leader();
    work(leader, Duration.ofDays(27));
    assertThat(standing().overdue()).isEmpty();
    assertThat(standing().waiting()).isEqualTo(2);

    work(leader, Duration.ofDays(7));

    FixityStanding standing = standing();
    assertThat(standing.overdue()).containsExactly(new OverdueRange(3, 5, null, Cause.UNREADABLE));
    assertThat(standing.overdueVersions()).isEqualTo(2);
    assertThat(standing.isKept()).isFalse();
    assertThat(standing.defects())
        .extracting(OpenDefect::index, OpenDefect::condition)
        .containsExactly(tuple(7L, FixityCondition.ALTERED));
    assertThat(List.copyOf(standing.coverage().openDefects().keySet()))
        .containsExactly(FixityCondition.ALTERED);
  }
}
