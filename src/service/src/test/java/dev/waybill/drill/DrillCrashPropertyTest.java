package dev.waybill.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Drills whose process dies at any of its calls, again and again. */
final class DrillCrashPropertyTest {
  @Property(tries = 100)
  void endsInOneStatementWhereverProcessesDie(
      @ForAll @Size(max = 12) List<@IntRange(max = 25) Integer> deaths,
      @ForAll @IntRange(max = 30) int pauseMinutes,
      @ForAll boolean isFound) {
    DrillWorld world = new DrillWorld();
    world.foundAfter = isFound ? Duration.ofHours(3) : null;
    for (int calls : deaths) {
      world.callsLeft = calls;
      if (!world.round()) {
        world.clock.advance(Duration.ofMinutes(pauseMinutes % 5));
      }
    }
    world.callsLeft = -1;

    DrillState state = world.ended();

    if (world.statements().isEmpty()) {
      // Deaths and pauses took longer than a drill may be prepared.
      assertThat(findings(world)).contains("drill-failed");
      return;
    }
    DrillStatement statement = world.statements().get(0);
    Instant altered = world.altered.get(statement.version().key());
    assertThat(world.statements()).hasSize(1);
    assertThat(world.versions).hasSize(1);
    assertThat(statement.alteredAt()).isBeforeOrEqualTo(altered);
    assertThat(statement.alteredAt()).isAfterOrEqualTo(altered.minus(DrillSteps.STATED_WITHIN));
    assertThat(statement.isInTime()).isEqualTo(isFound);
    assertThat(world.logged).extracting(LogEntry::recordKey).containsOnly(statement.key());
    assertThat(findings(world).contains("drill-late")).isEqualTo(!isFound);
    assertThat(world.removed.isEmpty()).isEqualTo(!isFound);
    assertThat(world.versions.get(statement.version().key()).size()).isLessThanOrEqualTo(2);
    assertThat(state.lastKind()).isEqualTo(DrillKind.OVERWRITTEN);
  }

  private static List<String> findings(DrillWorld world) {
    return world.reports.stream()
        .filter(Finding.class::isInstance)
        .map(it -> ((Finding) it).rule())
        .toList();
  }
}
