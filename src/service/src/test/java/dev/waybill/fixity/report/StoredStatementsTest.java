package dev.waybill.fixity.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.plan.BurnRate;
import dev.waybill.fixity.plan.Coverage;
import dev.waybill.fixity.plan.CoverageCount;
import dev.waybill.fixity.plan.CycleProgress;
import dev.waybill.fixity.plan.FixityBudget;
import dev.waybill.fixity.plan.FixityPlan;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.OpenDefect;
import dev.waybill.fixity.plan.OverdueRange;
import dev.waybill.fixity.plan.OverdueRange.Cause;
import dev.waybill.fixity.plan.PlannedCycle;
import dev.waybill.fixity.plan.SizeClass;
import dev.waybill.fixity.plan.SizeMark;
import dev.waybill.fixity.plan.TileWork;
import dev.waybill.record.FixityStatement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signed statements as a report reads them, and the facts that it makes of them. */
class StoredStatementsTest {
  private static final Instant BEGAN = Instant.parse("2026-11-29T19:30:00Z");
  private static final Instant NOW = Instant.parse("2026-12-29T00:00:00Z");
  private static final CoverageCount NEW = new CoverageCount(300, 9, 280, 280, 15, 2, BEGAN);

  private final CycleFixture cycle = new CycleFixture();

  private List<FixityStatement> newest(int limit) {
    return new StoredStatements(cycle.store, CycleFixture.verifier()).newest(limit);
  }

  private void publish() {
    cycle.put(
        CycleFixture.result(
            0, 256, BEGAN, CycleFixture.found(3, Rung.BYTES, FixityCondition.ALTERED)));
    FixityStatement unused = cycle.statements().publish(CycleFixture.facts(300, 300));
  }

  @Test
  void returnsOwnStatementsOfTheNewestCycles() {
    assertThat(newest(5)).isEmpty();
    publish();

    assertThat(newest(5)).extracting(FixityStatement::key).containsExactly(CycleFixture.OWN);
    assertThat(newest(5).get(0).at()).isEqualTo(CycleFixture.ENDED);
  }

  @Test
  void leavesOutWhatIsNoStatementOfItsPlace() {
    publish();
    byte[] genuine = cycle.store.find(CycleFixture.OWN).orElseThrow().content();
    cycle.store.put("fixity/cycle/20271129T192300Z.sigstore.json", genuine);
    cycle.store.put(
        "fixity/cycle/20281129T192300Z.sigstore.json", "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(newest(5)).extracting(FixityStatement::key).containsExactly(CycleFixture.OWN);
    assertThat(newest(2)).isEmpty();
  }

  private static FixityStanding standing() {
    FixityPolicy policy =
        new FixityPolicy(
            Duration.ofDays(30), Duration.ofDays(1), new FixityBudget(1 << 20, 10, 10), 0.1);
    return new FixityStanding(
        new FixityPlan(
            policy,
            new PlannedCycle(new CycleId("20261228T000000Z"), 300, "seed", null),
            List.of(new SizeMark(0, 300, BEGAN, false)),
            List.of()),
        new Coverage(
            NOW,
            NEW,
            Map.of("few", read(10), "b", read(20), "a", read(20)),
            Map.of(SizeClass.LARGER, read(1), SizeClass.UP_TO_1_MIB, read(2)),
            null,
            Map.of(FixityCondition.ARCHIVED, 2L),
            Map.of(FixityCondition.GONE, 2L)),
        new CycleProgress(100, new TileWork(0, 0), new TileWork(0, 0), 0, 3, 2, 0, 0),
        new BurnRate(1, 2, false),
        12,
        List.of(new OverdueRange(7, 10, null, Cause.UNREADABLE)),
        List.of(
            new OpenDefect(1, FixityCondition.GONE, BEGAN, true),
            new OpenDefect(2, FixityCondition.GONE, NOW, true)));
  }

  private static CoverageCount read(long versions) {
    return new CoverageCount(versions, versions, versions, versions, 0, 0, BEGAN);
  }

  @Test
  void makesFactsOfTheStandingAndTheStatements() {
    publish();

    FixityOverview facts =
        new OverviewReader("prov", "log", it -> "s3://raw/" + it, new NdsaFacts(false))
            .read(standing(), Duration.ZERO, newest(5));

    assertThat(facts.all().waiting()).isEqualTo(12);
    assertThat(facts.all().overdue()).isEqualTo(300 - 2 - 280 - 12);
    assertThat(facts.prefixes()).extracting(CoverageRow::label).containsExactly("a", "b", "few");
    assertThat(facts.sizes())
        .extracting(CoverageRow::label)
        .containsExactly(SizeClass.UP_TO_1_MIB.label(), SizeClass.LARGER.label());
    assertThat(facts.glance()).isEqualTo(Duration.ofDays(30));
    assertThat(facts.cycles())
        .containsExactly(
            new CycleRow(new CycleId("20261228T000000Z"), null, 300, 200 - 3 - 2 - 2, 103, 2),
            new CycleRow(CycleFixture.CYCLE, CycleFixture.ENDED, 300, 255, 44, 1));
    assertThat(facts.gaps()).containsExactly(new GapRow(7, 10, null, Cause.UNREADABLE.label()));
    assertThat(facts.defects())
        .extracting(DefectRow::uri)
        .containsExactly("s3://raw/2", "s3://raw/1");
    assertThat(new FixityReport(facts).text()).contains("re-reading: 12.");
    assertThat(new FixityReport(facts).json()).contains("\"waiting\" : 12");
  }

  @Test
  void keepsThePromiseWhileNewVersionsWait() {
    assertThat(new CoverageRow("x", 100, 1, 90, 90, 10, 0, BEGAN).isKept()).isTrue();
    assertThat(new CoverageRow("x", 100, 1, 90, 90, 9, 0, BEGAN).isKept()).isFalse();
    assertThat(new CoverageRow("x", 100, 1, 89, 90, 10, 0, BEGAN).isKept()).isFalse();
  }
}
