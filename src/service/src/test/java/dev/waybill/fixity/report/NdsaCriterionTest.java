package dev.waybill.fixity.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of a report to the criteria of the NDSA, each by its facts. */
class NdsaCriterionTest {
  private static final Instant NOW = Instant.parse("2026-12-29T12:00:00Z");
  private static final Instant OLD = Instant.parse("2026-12-01T03:00:00Z");
  private static final CoverageRow KEPT = new CoverageRow("all", 1000, 1, 1000, 1000, 0, OLD);
  private static final CycleRow RUNNING =
      new CycleRow(new CycleId("20261229T000000Z"), null, 1000, 0, 0, 3);

  private static CycleRow ended(long defects) {
    return new CycleRow(new CycleId("20261129T192300Z"), OLD, 1000, 1000 - defects, 0, defects);
  }

  private static FixityOverview overview(
      CoverageRow all, boolean isWatched, @Nullable CycleRow ended, DefectRow... defects) {
    return new FixityOverview(
        NOW,
        "provenance",
        "provenance/log",
        Duration.ofDays(30),
        Duration.ofDays(1),
        OLD,
        all,
        List.of(),
        List.of(),
        ended == null ? List.of(RUNNING) : List.of(RUNNING, ended),
        List.of(),
        List.of(defects),
        new NdsaFacts(isWatched));
  }

  private static Set<NdsaCriterion> met(FixityOverview overview) {
    return Stream.of(NdsaCriterion.values())
        .filter(it -> it.answer(overview) == NdsaAnswer.MET)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(NdsaCriterion.class)));
  }

  @Test
  void hasTheCriteriaOfEachLevel() {
    assertThat(NdsaCriterion.values())
        .extracting(NdsaCriterion::level)
        .containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4);
  }

  @Test
  void claimsWhatFactsShowAndNothingElse() {
    FixityOverview best = overview(KEPT, true, ended(2));

    assertThat(EnumSet.complementOf(EnumSet.copyOf(met(best))))
        .containsExactly(NdsaCriterion.VIRUSES, NdsaCriterion.ORIGINALS, NdsaCriterion.COPIED);
    assertThat(NdsaCriterion.count(best, NdsaAnswer.NOT_KNOWN)).isEqualTo(3);
    assertThat(NdsaCriterion.reached(best)).isZero();
  }

  @Test
  void claimsNothingOfAnEmptyLog() {
    CoverageRow nothing = new CoverageRow("all", 0, 0, 0, 0, 0, null);

    assertThat(met(overview(nothing, false, null))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "999, 999, 0, 0",
    "998, 1000, 0, 0",
    "999, 999, 0, 1",
    "0, 0, 0, 1000",
    "0, 0, 1000, 0",
  })
  void claimsNoIntervalsUnlessAllIsReadInTime(
      long onTime, long inLimit, long waiting, long archived) {
    CoverageRow all =
        new CoverageRow(
            "all", 1000, 1, onTime, inLimit, waiting, archived, onTime > 0 ? OLD : null);

    assertThat(NdsaCriterion.INTERVALS.answer(overview(all, true, ended(0))))
        .isEqualTo(NdsaAnswer.NOT_MET);
  }

  @Test
  void claimsNoIntervalsAndNoDocumentsBeforeFirstStatement() {
    assertThat(met(overview(KEPT, true, null)))
        .containsExactly(
            NdsaCriterion.PROVIDED,
            NdsaCriterion.GENERATED,
            NdsaCriterion.MOVED,
            NdsaCriterion.EVENTS);
  }

  @Test
  void claimsRepairOnlyOfDefectThatWasFoundAndIsNotOpen() {
    DefectRow open = new DefectRow(FixityCondition.ALTERED, "s3://a", 1, NOW);

    assertThat(NdsaCriterion.REPAIRED.answer(overview(KEPT, true, ended(2), open)))
        .isEqualTo(NdsaAnswer.NOT_MET);
    assertThat(NdsaCriterion.REPAIRED.answer(overview(KEPT, true, ended(0))))
        .isEqualTo(NdsaAnswer.NOT_KNOWN);
    assertThat(NdsaCriterion.REPAIRED.answer(overview(KEPT, true, ended(2))))
        .isEqualTo(NdsaAnswer.MET);
  }

  @Test
  void statesFactForEachAnswer() {
    for (FixityOverview each :
        List.of(overview(KEPT, true, ended(2)), overview(KEPT, false, null))) {
      assertThat(NdsaCriterion.values())
          .allSatisfy(it -> assertThat(it.fact(each)).isNotBlank().hasSizeLessThan(80));
    }
    assertThat(NdsaCriterion.INTERVALS.fact(overview(KEPT, true, ended(0))))
        .isEqualTo("within 30 d: 100.00 %; overdue: 0; archived, never read: 0");
    assertThat(NdsaCriterion.EVENTS.fact(overview(KEPT, false, null))).contains("switched off");
  }
}
