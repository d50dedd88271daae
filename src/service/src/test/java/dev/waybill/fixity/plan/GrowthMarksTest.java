package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthMarksTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final FixityPolicy POLICY =
      PlanWorld.policy(Duration.ofDays(30), new FixityBudget(1, 1, 1));

  private static SampleEntries log(long old, long lately) {
    SampleEntries log = new SampleEntries(old, index -> 1, NOW.minus(Duration.ofDays(9)));
    log.grow(lately, NOW.minus(Duration.ofHours(1)));
    return log;
  }

  @Test
  void tellsNewEntriesFromBacklog() {
    assertThat(new GrowthMarks(log(1000, 500)).add(List.of(), 1500, POLICY, NOW))
        .containsExactly(new SizeMark(0, 768, NOW, false), new SizeMark(768, 1500, NOW, true));
    assertThat(new GrowthMarks(log(1000, 0)).add(List.of(), 1000, POLICY, NOW))
        .containsExactly(new SizeMark(0, 1000, NOW, false));
    assertThat(new GrowthMarks(log(0, 1000)).add(List.of(), 1000, POLICY, NOW))
        .containsExactly(new SizeMark(0, 1000, NOW, true));
  }

  @Test
  void keepsFewMarksHoweverLongTheLogGrows() {
    SampleEntries log = log(1000, 0);
    GrowthMarks growth = new GrowthMarks(log);
    List<SizeMark> marks = growth.add(List.of(), 1000, POLICY, NOW);
    Instant now = NOW;
    for (int hour = 0; hour < 24 * 60; hour++) {
      now = now.plus(Duration.ofMinutes(30));
      log.grow(10, now);
      marks = growth.add(marks, log.size(), POLICY, now);
      assertThat(marks).hasSizeLessThanOrEqualTo(FixityPlan.MAX_MARKS / 2 + 1);
    }
    assertThat(marks.get(0)).isEqualTo(new SizeMark(0, 1000, NOW, false));
    assertThat(marks.get(marks.size() - 1).to()).isEqualTo(log.size());
    assertThat(marks.get(marks.size() - 1).seen()).isEqualTo(now);
  }

  @Test
  void notesGrowthAtMostEveryHalfHour() {
    FixityPlan plan =
        new FixityPlan(
            POLICY,
            new PlannedCycle(CycleId.of(NOW), 1000, "a", null),
            List.of(new SizeMark(0, 1000, NOW, false)),
            List.of());
    assertThat(GrowthMarks.isDue(plan, 1001, NOW.plus(Duration.ofMinutes(29)))).isFalse();
    assertThat(GrowthMarks.isDue(plan, 1001, NOW.plus(Duration.ofMinutes(30)))).isTrue();
    assertThat(GrowthMarks.isDue(plan, 1000, NOW.plus(Duration.ofHours(30)))).isFalse();
  }
}
