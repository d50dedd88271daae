package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ends of findings that a process which was killed did not report. */
class UnfoundedFindingsTest {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final FixityBudget AMPLE = new FixityBudget(1L << 40, 1e6, 1e6);
  private static final Instant OLD = PlanWorld.BEGIN.minus(Duration.ofDays(100));

  private final PlanWorld world =
      new PlanWorld(
          new SampleEntries(1024, index -> 1000, OLD),
          PlanWorld.policy(Duration.ofHours(20), AMPLE));

  private void runHours(FixityPlanner leader, int hours) {
    for (int step = 0; step < hours * 60; step++) {
      PlannerStatus unused = leader.run(world.now);
      world.workAll();
      world.advance(STEP);
    }
  }

  /** Loses what was reported, as a process that is killed, and has the incidents found open. */
  private void killWithOpenIncidents() {
    world.incidents =
        world.reports.stream()
            .filter(Finding.class::isInstance)
            .map(it -> new OpenFinding(it.rule(), it.uid()))
            .toList();
    world.reports.clear();
  }

  private List<String> ends() {
    return world.reports.stream()
        .filter(it -> !(it instanceof Finding))
        .map(Report::uid)
        .filter(it -> world.incidents.stream().anyMatch(open -> open.uid().equals(it)))
        .toList();
  }

  @Test
  void endsDefectWhoseEndWasNotDelivered() {
    world.conditions.put(300L, FixityCondition.ALTERED);
    runHours(world.leader(), 20);
    assertThat(world.openFindings()).hasSize(1);
    world.conditions.clear();
    List<Report> begun = List.copyOf(world.reports);
    runHours(world.leader(), 20);
    assertThat(world.openFindings()).isEmpty();
    world.reports.clear();
    world.reports.addAll(begun);
    killWithOpenIncidents();

    runHours(world.leader(), 1);

    assertThat(ends()).contains("fixity-altered/" + PlanWorld.BUCKET + "/300");
  }

  @Test
  void keepsDefectThatASliceHas() {
    world.conditions.put(300L, FixityCondition.ALTERED);
    runHours(world.leader(), 20);
    killWithOpenIncidents();
    assertThat(world.incidents).hasSize(1);

    runHours(world.leader(), 1);

    assertThat(ends()).isEmpty();
  }

  @Test
  void keepsDefectThatIsWatched() {
    ObjectVersion copy = new ObjectVersion("caa304-raw-data", "processed/k", "v1");
    Set<WatchedDefect> defects =
        Set.of(
            new WatchedDefect.OfVersion(FixityCondition.EXTRA, copy),
            new WatchedDefect.OfEntry(FixityCondition.HIDDEN, 5));
    world.incidents =
        defects.stream()
            .map(
                it ->
                    new OpenFinding(
                        DefectFinding.rule(it.condition()),
                        DefectFinding.uid(PlanWorld.BUCKET, it)))
            .toList();
    world.watched = defects;
    FixityPlanner leader = world.leader();
    runHours(leader, 1);
    assertThat(ends()).isEmpty();

    world.watched = Set.of();
    runHours(leader, 1);

    assertThat(ends()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void leavesOtherFindingsAlone() {
    world.incidents =
        List.of(
            new OpenFinding("fixity-late", "fixity-late/" + PlanWorld.BUCKET + "/x"),
            new OpenFinding("S3-03", "S3-03/" + PlanWorld.BUCKET + "/1"),
            new OpenFinding("fixity-gone", "fixity-gone/other-bucket/1"));

    runHours(world.leader(), 1);

    assertThat(ends()).isEmpty();
  }

  @Test
  void endsTheSumOfFurtherDefectsWhenThereIsNone() {
    world.incidents =
        List.of(new OpenFinding("fixity-defects", "fixity-defects/" + PlanWorld.BUCKET));

    runHours(world.leader(), 1);

    assertThat(ends()).contains("fixity-defects/" + PlanWorld.BUCKET);
  }
}
