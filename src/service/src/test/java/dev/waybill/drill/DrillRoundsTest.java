package dev.waybill.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.drill.DrillRounds.Round;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DrillRoundsTest {
  private final DrillWorld world = new DrillWorld();

  private List<Finding> findings() {
    return world.reports.stream()
        .filter(Finding.class::isInstance)
        .map(Finding.class::cast)
        .toList();
  }

  private List<String> ends() {
    return world.reports.stream()
        .filter(FindingEnd.class::isInstance)
        .map(it -> ((FindingEnd) it).rule())
        .toList();
  }

  @Test
  void statesDrillThatWasFoundInTime() {
    Instant begun = world.clock.instant();

    DrillState state = world.ended();

    DrillStatement statement = world.statements().get(0);
    assertThat(statement.isInTime()).isTrue();
    assertThat(statement.alteredAt()).isEqualTo(begun);
    assertThat(statement.foundAt()).isEqualTo(begun.plus(Duration.ofHours(3)));
    assertThat(statement.finding()).isEqualTo("fixity-shadowed");
    assertThat(statement.alteration()).isEqualTo("overwritten");
    assertThat(statement.entry()).isEqualTo(7);
    assertThat(statement.title()).contains("found after 10800 s, in-time");
    assertThat(world.logged).extracting(LogEntry::kind).containsExactly(EntryKind.DRILL);
    assertThat(world.logged.get(0).recordKey()).isEqualTo(statement.key());
    assertThat(world.removed).containsExactly(statement.version().key());
    assertThat(state.lastTook()).isEqualTo(Duration.ofHours(3));
    assertThat(state.lastFound()).isEqualTo(statement.foundAt());
    assertThat(findings()).isEmpty();
    assertThat(ends()).containsExactly("drill-late", "drill-failed");
  }

  @Test
  void alertsAndKeepsWhatIsNotFound() {
    world.foundAfter = null;

    DrillState state = world.ended();

    Finding late = findings().get(0);
    assertThat(late.rule()).isEqualTo("drill-late");
    assertThat(late.severity()).isEqualTo(Severity.HIGH);
    assertThat(late.message()).contains("overwritten").contains("not found within 26 h");
    assertThat(late.details()).containsKeys("drill", "versionId", "entry", "record");
    assertThat(late.resource()).contains("raw/test/drill/");
    assertThat(world.statements()).hasSize(1);
    assertThat(world.statements().get(0).isInTime()).isFalse();
    assertThat(world.statements().get(0).foundAt()).isNull();
    assertThat(world.statements().get(0).title()).contains("not found");
    assertThat(world.logged).hasSize(1);
    assertThat(world.removed).isEmpty();
    assertThat(state.lastTook()).isNull();
    assertThat(state.lastFound()).isNull();
  }

  @Test
  void alertsWhatIsFoundAfterItsTime() {
    world.rounds(Duration.ofHours(1));
    world.clock.advance(Duration.ofHours(30));
    world.foundAfter = Duration.ofHours(27);

    DrillState state = world.ended();

    assertThat(findings()).extracting(Finding::rule).containsExactly("drill-late");
    assertThat(findings().get(0).message()).contains("was found at");
    assertThat(world.statements().get(0).isInTime()).isFalse();
    assertThat(world.statements().get(0).foundAt()).isNotNull();
    assertThat(state.lastTook()).isEqualTo(Duration.ofHours(27));
    assertThat(state.lastFound()).isNull();
  }

  @Test
  void takesWhatWasFoundInTimeAndSeenLaterForFound() {
    world.rounds(Duration.ofHours(1));
    world.clock.advance(Duration.ofDays(3));

    DrillState unused = world.ended();

    assertThat(findings()).isEmpty();
    assertThat(world.statements().get(0).isInTime()).isTrue();
  }

  @Test
  void takesWhatCannotBeSeenForLate() {
    world.rounds(Duration.ofHours(1));
    world.failure = "access denied";
    world.rounds(Duration.ofHours(25));
    assertThat(findings()).isEmpty();
    world.rounds(Duration.ofHours(1));

    assertThat(findings()).extracting(Finding::rule).containsExactly("drill-late");
  }

  @Test
  void makesEachKindInTurnBySchedule() {
    world.rounds(Duration.ofHours(3 * 30 + 4));

    assertThat(world.statements())
        .extracting(DrillStatement::alteration)
        .containsExactly("overwritten", "hidden", "re-encrypted", "overwritten");
    assertThat(world.statements()).allMatch(DrillStatement::isInTime);
  }

  @Test
  void alertsDrillThatIsNotSealed() {
    world.isSealing = false;
    world.rounds(Duration.ofMinutes(61));
    assertThat(findings()).isEmpty();
    world.rounds(Duration.ofMinutes(10));

    assertThat(findings()).extracting(Finding::rule).containsExactly("drill-failed");
    assertThat(findings().get(0).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(findings().get(0).message()).contains("not sealed and in the log");
    assertThat(world.statements()).isEmpty();
    assertThat(world.altered).isEmpty();
  }

  @Test
  void alertsDrillThatIsDenied() {
    world.failure = "access denied";
    world.rounds(Duration.ofMinutes(70));

    assertThat(findings()).extracting(Finding::rule).containsExactly("drill-failed");
    assertThat(findings().get(0).message()).contains("access denied");
  }

  @Test
  void endsFindingsByNextDrill() {
    world.foundAfter = null;
    DrillState unused = world.ended();
    world.foundAfter = Duration.ofMinutes(70);
    DrillState unusedNext = world.ended();

    assertThat(ends()).containsExactly("drill-failed", "drill-late", "drill-failed");
  }

  @Test
  void statesTimeAnewWhenProcessDiedRightBeforeAlteration() {
    DrillWorld dying = dyingBeforeAlteration();
    dying.clock.advance(Duration.ofMinutes(30));

    DrillState unused = dying.ended();

    DrillStatement statement = dying.statements().get(0);
    assertThat(statement.alteredAt()).isEqualTo(dying.altered.get(statement.version().key()));
  }

  private static DrillWorld dyingBeforeAlteration() {
    for (int calls = 0; calls < 100; calls++) {
      DrillWorld dying = new DrillWorld();
      dying.callsLeft = calls;
      boolean unused = dying.round();
      Drill drill = dying.current();
      if (drill != null && drill.alteredAt() != null && dying.altered.isEmpty()) {
        return dying;
      }
    }
    throw new AssertionError("no process dies right before the alteration");
  }

  @Test
  void letsTwoLeadersMakeOneDrill() {
    DrillRounds one = world.process();
    DrillRounds other = world.process();
    for (int round = 0; round < 100; round++) {
      Round first = one.run(DrillWorld.PLAN::begin);
      Round second = other.run(DrillWorld.PLAN::begin);
      world.reports.addAll(first.reports());
      world.reports.addAll(second.reports());
      world.clock.advance(Duration.ofMinutes(5));
    }

    assertThat(world.versions).hasSize(1);
    assertThat(world.statements()).hasSize(1);
  }

  @Test
  void beginsAnewAfterDamagedState() {
    world.rounds(Duration.ofMinutes(10));
    String eTag = world.store.find("fixity/drill/service.json").orElseThrow().eTag();
    assertThat(
            world.store.replace(
                "fixity/drill/service.json", new byte[] {'{'}, eTag, Keeping.TEMPORARY))
        .isPresent();

    DrillState unused = world.ended();

    assertThat(world.statements()).hasSize(1);
    assertThat(world.versions).hasSize(2);
  }
}
