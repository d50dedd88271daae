package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.testing.ManualClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Meters of reconciliation, as Prometheus scrapes them. */
final class ReconcileMetersTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOW);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ReconcileMeters meters = new ReconcileMeters(registry, clock);

  private static Reconciliation result(Instant asOf, Map<ReconcileVerdict, Long> counts) {
    return new Reconciliation(
        asOf, counts, 0, new ReconcileSums(9, 9, 9, 9, 0), List.of(), List.of(), Map.of());
  }

  private static String versions(ReconcileVerdict verdict, String value) {
    return "waybill_reconcile_versions{verdict=\"%s\"} %s\n".formatted(verdict.label(), value);
  }

  @Test
  void knowsNothingBeforeTheFirstRun() {
    assertThat(registry.scrape()).contains("waybill_reconcile_age_seconds NaN");
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      assertThat(registry.scrape()).contains(versions(verdict, "NaN"));
    }
  }

  @Test
  void statesEachVerdictAlsoWhenItIsZero() {
    meters.reconciled(
        result(NOW, Map.of(ReconcileVerdict.ACCOUNTED, 7L, ReconcileVerdict.VANISHED, 2L)));

    assertThat(registry.scrape())
        .contains(
            versions(ReconcileVerdict.ACCOUNTED, "7.0"),
            versions(ReconcileVerdict.VANISHED, "2.0"),
            versions(ReconcileVerdict.APPEARED, "0.0"))
        .doesNotContain("waybill_reconcile_versions{verdict=\"accounted\"} NaN");
  }

  @Test
  void agesFromTheTimeOfTheJudgementAndNotOfTheRun() {
    meters.reconciled(result(NOW.minusSeconds(90), Map.of()));
    clock.advance(Duration.ofMillis(2500));

    assertThat(registry.scrape()).contains("waybill_reconcile_age_seconds 92.5");
  }

  @Test
  void forgetsTheRunBefore() {
    meters.reconciled(result(NOW.minusSeconds(3600), Map.of(ReconcileVerdict.VANISHED, 2L)));
    meters.reconciled(result(NOW, Map.of(ReconcileVerdict.ACCOUNTED, 9L)));

    assertThat(registry.scrape())
        .contains(
            versions(ReconcileVerdict.VANISHED, "0.0"),
            versions(ReconcileVerdict.ACCOUNTED, "9.0"),
            "waybill_reconcile_age_seconds 0.0");
  }
}
