package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class FixityPlannerTest {
  private static final Duration EVERY = Duration.ofHours(20);
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final FixityBudget AMPLE = new FixityBudget(1L << 40, 1e6, 1e6);
  private static final Instant OLD = PlanWorld.BEGIN.minus(Duration.ofDays(100));

  private PlanWorld world = world(10, AMPLE);

  private static PlanWorld world(int tiles, FixityBudget budget) {
    SampleEntries log = new SampleEntries(tiles * 256L, index -> 1000, OLD);
    return new PlanWorld(log, PlanWorld.policy(EVERY, budget));
  }

  /** Runs a leader and workers until something holds, at most some hours. */
  private void runUntil(FixityPlanner leader, int hours, Predicate<PlannerStatus> isReached) {
    for (long step = 0; step < hours * 60L; step++) {
      PlannerStatus status = leader.run(world.now);
      world.workAll();
      world.advance(STEP);
      if (isReached.test(status)) {
        return;
      }
    }
    throw new AssertionError("not reached within " + hours + " hours");
  }

  private void runHours(FixityPlanner leader, int hours) {
    Instant end = world.now.plus(Duration.ofHours(hours)).minus(STEP);
    runUntil(leader, hours, status -> !world.now.isBefore(end));
  }

  @Test
  void doesNothingWhileTheLogIsEmpty() {
    world = world(0, AMPLE);
    assertThat(world.leader().run(world.now).state()).isEqualTo(PlannerStatus.State.WAITING);
    assertThat(world.store.keys()).isEmpty();
  }

  @Test
  void fixesSizeAndSeedOfTheCycleWhenItBegins() {
    FixityPlanner leader = world.leader();
    PlannerStatus unused = leader.run(world.now);
    PlannedCycle cycle = world.states.current().orElseThrow().cycle();
    assertThat(cycle.size()).isEqualTo(2560);
    long day = PlanWorld.BEGIN.getEpochSecond() / 86_400;
    assertThat(cycle.seed()).isEqualTo(Sha256.hash("checkpoint " + day).hex());
    world.log.grow(1000, world.now);
    runHours(leader, 15);
    assertThat(world.states.current().orElseThrow().cycle()).isEqualTo(cycle);
  }

  @Test
  void readsEverythingOnceInACycleAndEndsIt() {
    FixityPlanner leader = world.leader();
    runUntil(leader, 20, status -> !world.ends.isEmpty());
    assertThat(world.results).hasSize(10);
    assertThat(world.ends.get(0).gaps()).isZero();
    assertThat(world.coverage().total().within()).isEqualTo(2560);
    assertThat(world.coverage().total().shareWithin()).isEqualTo(1);
    assertThat(world.coverage().byPrefix()).containsOnlyKeys("folder0", "folder1", "folder2");
    assertThat(world.openFindings()).isEmpty();
  }

  @Test
  void countsNothingWithoutResults() {
    FixityPlanner leader = world.leader();
    for (int step = 0; step < 2000; step++) {
      PlannerStatus status = leader.run(world.now);
      assertThat(status.counted()).isZero();
      world.advance(STEP);
    }
    assertThat(world.coverage().total().within()).isZero();
    assertThat(world.coverage().total().never()).isEqualTo(2560);
    assertThat(world.ends.get(0).gaps()).isEqualTo(2560);
  }

  @Test
  void examinesNewEntriesFirst() {
    world = world(40, new FixityBudget(1L << 40, 2 * 256 / 60.0, 1e6));
    FixityPlanner leader = world.leader();
    runHours(leader, 1);
    world.log.grow(1024, world.now);
    PlannerStatus unused = leader.run(world.now);
    world.advance(Duration.ofHours(19));
    int before = world.sent.size();
    unused = leader.run(world.now);
    world.workAll();
    world.advance(STEP);
    runUntil(leader, 3, status -> world.sent.size() >= before + 5);
    List<TileTask> next = world.sent.subList(before, before + 4);
    assertThat(next)
        .extracting(it -> it.range().tile())
        .containsExactlyInAnyOrder(40L, 41L, 42L, 43L);
  }

  @Test
  void countsOtherEntriesOfTileWithUnreadableOne() {
    world.conditions.put(300L, FixityCondition.UNREADABLE);
    FixityPlanner leader = world.leader();
    runHours(leader, 20);
    assertThat(world.coverage().total().within()).isEqualTo(2559);
    assertThat(world.coverage().total().never()).isEqualTo(1);
    assertThat(world.coverage().notIntact())
        .containsExactly(Map.entry(FixityCondition.UNREADABLE, 1L));
    assertThat(world.results.keySet().stream().filter(it -> it.contains("/001")))
        .hasSizeBetween(4, 12);
    assertThat(world.ends.get(0).gaps()).isEqualTo(1);
    world.conditions.clear();
    runHours(leader, 20);
    assertThat(world.coverage().total().within()).isEqualTo(2560);
  }

  @Test
  void countsArchivedEntriesApart() {
    world.conditions.put(300L, FixityCondition.ARCHIVED);
    runUntil(world.leader(), 20, status -> !world.ends.isEmpty());
    assertThat(world.coverage().total().within()).isEqualTo(2559);
    assertThat(world.coverage().total().unverifiable()).isEqualTo(1);
    assertThat(world.results).hasSize(10);
  }

  @Test
  void reportsDefectOnceAndEndsItWhenTheBytesAreIntact() {
    world.conditions.put(300L, FixityCondition.ALTERED);
    runUntil(world.leader(), 20, status -> !world.ends.isEmpty());
    String uid = "fixity-altered/" + PlanWorld.BUCKET + "/300";
    assertThat(world.openFindings()).containsExactly(uid);
    Finding finding =
        (Finding)
            world.reports.stream().filter(it -> it instanceof Finding).findFirst().orElseThrow();
    assertThat(finding.resource())
        .isEqualTo("arn:aws:s3:::caa304-raw-data/incoming/folder0/300.bin");
    assertThat(finding.uid() + finding.message()).doesNotContain("folder0");

    runHours(world.leader(), 40);
    world.conditions.put(300L, FixityCondition.UNREADABLE);
    runHours(world.leader(), 20);
    assertThat(world.reports)
        .filteredOn(it -> it instanceof Finding && it.uid().equals(uid))
        .extracting(it -> ((Finding) it).occurrences().report())
        .as("one report of each leader, which count once")
        .hasSize(3)
        .doesNotContain("")
        .containsOnly(finding.occurrences().report());
    assertThat(world.openFindings()).contains(uid);
    assertThat(world.coverage().openDefects()).containsEntry(FixityCondition.ALTERED, 1L);

    world.conditions.clear();
    runHours(world.leader(), 20);
    assertThat(world.openFindings()).isEmpty();
    assertThat(world.coverage().openDefects()).isEmpty();
  }

  @Test
  void reportsDefectAgainWhenTheLeaderDiedBeforeItsReportWasDelivered() {
    world.conditions.put(300L, FixityCondition.ALTERED);
    runUntil(world.leader(), 20, status -> !world.openFindings().isEmpty());
    world.reports.clear();
    FixityPlanner next = world.leader();
    runHours(next, 1);
    runHours(next, 1);
    assertThat(world.reports)
        .filteredOn(it -> it instanceof Finding)
        .extracting(Report::uid)
        .containsExactly("fixity-altered/" + PlanWorld.BUCKET + "/300");
  }

  @Test
  void reportsFurtherDefectsAgainWhenTheLeaderDied() {
    for (long index = 0; index < 200; index++) {
      world.conditions.put(index, FixityCondition.GONE);
    }
    runUntil(world.leader(), 20, status -> !world.openFindings().isEmpty());
    world.reports.clear();
    runHours(world.leader(), 1);
    assertThat(world.openFindings()).hasSize(101).contains("fixity-defects/" + PlanWorld.BUCKET);
  }

  @Test
  void replacesFindingWhenTheDefectIsAnotherOne() {
    world.conditions.put(300L, FixityCondition.ALTERED);
    FixityPlanner leader = world.leader();
    runUntil(leader, 20, status -> !world.ends.isEmpty());
    world.conditions.put(300L, FixityCondition.GONE);
    runHours(leader, 20);
    assertThat(world.openFindings()).containsExactly("fixity-gone/" + PlanWorld.BUCKET + "/300");
  }

  @Test
  void reportsManyDefectsAsHundredAndOneFinding() {
    for (long index = 0; index < 1000; index++) {
      world.conditions.put(index, FixityCondition.GONE);
    }
    runUntil(world.leader(), 20, status -> !world.ends.isEmpty());
    assertThat(world.openFindings()).hasSize(101).contains("fixity-defects/" + PlanWorld.BUCKET);
    assertThat(world.coverage().openDefects()).containsEntry(FixityCondition.GONE, 1000L);
    world.conditions.clear();
    runHours(world.leader(), 40);
    assertThat(world.openFindings()).isEmpty();
  }

  @Test
  void countsResultsOfEarlierLeaderWithoutSendingAgain() {
    FixityPlanner leader = world.leader();
    runUntil(leader, 20, status -> status.sent() > 0);
    PlannerStatus status = world.leader().run(world.now);
    assertThat(status.counted()).isEqualTo(1);
    assertThat(status.sent()).isZero();
    assertThat(world.sent).hasSize(1);
  }

  @Test
  void sendsTasksAgainWhoseMessagesAreLost() {
    FixityPlanner leader = world.leader();
    PlannerStatus unused = leader.run(world.now);
    world.advance(Duration.ofHours(17));
    unused = leader.run(world.now);
    assertThat(world.sent).hasSize(10);
    world.queue.clear();
    world.advance(Duration.ofMinutes(9));
    unused = leader.run(world.now);
    assertThat(world.sent).hasSize(10);
    world.advance(Duration.ofMinutes(2));
    unused = leader.run(world.now);
    assertThat(world.sent).hasSize(20);
    world.workAll();
    world.advance(STEP);
    runUntil(leader, 1, status -> !world.ends.isEmpty());
    assertThat(world.ends).extracting(CycleEnd::gaps).containsExactly(0L);
  }

  @Test
  void takesChangedSettingsOverInTheNextRun() {
    FixityPlanner leader = world.leader();
    PlannerStatus unused = leader.run(world.now);
    world.policy = PlanWorld.policy(Duration.ofHours(1), AMPLE);
    runUntil(leader, 2, status -> !world.ends.isEmpty());
    assertThat(world.states.current().orElseThrow().policy()).isEqualTo(world.policy);
    assertThat(world.results).hasSize(10);
  }

  @Test
  void reportsLatenessAndBrokenPromiseUntilTheyAreOver() {
    world = world(10, new FixityBudget(1000, 1e6, 1e6));
    FixityPlanner leader = world.leader();
    world.policy = PlanWorld.policy(EVERY, new FixityBudget(20, 1e6, 1e6));
    runHours(leader, 20);
    assertThat(world.openFindings()).containsExactly("fixity-late/" + PlanWorld.BUCKET);
    runHours(leader, 5);
    assertThat(world.openFindings()).contains("fixity-overdue/" + PlanWorld.BUCKET);
    world.policy = PlanWorld.policy(EVERY, AMPLE);
    runHours(leader, 10);
    assertThat(world.openFindings()).isEmpty();
  }

  @Test
  void sendsNoFasterThanTheBudget() {
    world = world(2000, new FixityBudget(200_000, 1e6, 1e6));
    FixityPlanner leader = world.leader();
    PlannerStatus unused = leader.run(world.now);
    world.advance(Duration.ofHours(10));
    int before = 0;
    for (int run = 0; run <= 12 * 20; run++) {
      unused = leader.run(world.now);
      world.workAll();
      world.advance(Duration.ofSeconds(5));
      if (run == 24) {
        before = world.sent.size();
      }
    }
    double bytesPerSecond = (world.sent.size() - before) * 256_000.0 / (18 * 60);
    assertThat(bytesPerSecond).isCloseTo(200_000, Percentage.withPercentage(2));
  }

  @Test
  void keepsTwoMinutesOfTheBudgetInFlight() {
    world = world(2000, new FixityBudget(200_000, 1e6, 1e6));
    FixityPlanner leader = world.leader();
    PlannerStatus status = leader.run(world.now);
    world.advance(Duration.ofHours(10));
    for (int run = 0; run < 100; run++) {
      status = leader.run(world.now);
      world.advance(Duration.ofSeconds(5));
    }
    assertThat(status.inFlight()).isEqualTo(94);
  }

  @Test
  void goesOnWhenTheStatementFails() {
    List<CycleEnd> attempts = new ArrayList<>();
    FixityPlanner leader =
        world.leader(
            end -> {
              attempts.add(end);
              if (attempts.size() < 5) {
                throw new IllegalStateException("no key");
              }
            });
    runHours(leader, 40);
    assertThat(attempts.subList(0, 5)).containsOnly(attempts.get(0));
    assertThat(attempts.stream().distinct()).hasSize(2);
    assertThat(world.states.current().orElseThrow().ends()).isEmpty();
  }

  @Test
  void examinesAgainWhenItsStateIsDamaged() {
    FixityPlanner leader = world.leader();
    runHours(leader, 10);
    long within = world.coverage().total().within();
    world.store.put(FixityPaths.slice(0), new byte[] {1});
    world.store.put(FixityPaths.PLAN, new byte[] {1});
    assertThat(within).isPositive();
    runHours(world.leader(), 20);
    assertThat(world.coverage().total().within()).isEqualTo(2560);
  }

  @Test
  void triesAgainWhenResultIsNone() {
    FixityPlanner leader = world.leader();
    runUntil(leader, 20, status -> !world.sent.isEmpty());
    TileTask first = world.sent.get(0);
    world.unusable.add(FixityPaths.result(first));
    runUntil(leader, 20, status -> !world.ends.isEmpty());
    assertThat(world.ends.get(0).gaps()).isZero();
    assertThat(world.sent).contains(new TileTask(first.cycle(), first.range(), 1));
  }

  @Test
  void examinesTheRestWhenTilesOfTheLogCannotBeRead() {
    FixityPlanner leader = world.leader();
    runHours(leader, 1);
    world.log.lose(3);
    runHours(leader, 22);
    assertThat(world.ends.get(0).gaps()).isEqualTo(256);
    world.log.lose(-1);
    runHours(leader, 3);
    assertThat(world.coverage().total().never()).isZero();
  }

  @Test
  void beginsAlthoughTilesOfTheLogCannotBeRead() {
    world.log.lose(5);
    runUntil(world.leader(), 25, status -> !world.ends.isEmpty());
    assertThat(world.ends.get(0).gaps()).isEqualTo(256);
  }

  @Test
  void survivesJumpsOfTheClock() {
    FixityPlanner leader = world.leader();
    runHours(leader, 5);
    world.advance(Duration.ofDays(10));
    runHours(leader, 1);
    world.advance(Duration.ofDays(-10));
    runHours(leader, 1);
    world.advance(Duration.ofDays(10));
    runHours(leader, 22);
    assertThat(world.coverage().total().within()).isEqualTo(2560);
  }
}
