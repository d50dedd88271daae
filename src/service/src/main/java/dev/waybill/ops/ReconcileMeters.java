package dev.waybill.ops;

import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Meters of reconciliation: {@code waybill.reconcile.versions} (by verdict) and {@code
 * waybill.reconcile.age} (seconds). They are NaN until this replica has run one.
 */
public final class ReconcileMeters {
  private final Clock clock;
  private volatile @Nullable Reconciliation last;

  /**
   * @param registry the registry of the meters
   */
  public ReconcileMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      Gauge.builder("waybill.reconcile.versions", () -> count(verdict))
          .description("Versions of the last reconciliation, by verdict")
          .tag("verdict", verdict.label())
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder("waybill.reconcile.age", this::age)
        .description("Time since the versions of the last reconciliation were judged")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  private double count(ReconcileVerdict verdict) {
    Reconciliation result = last;
    return result == null ? Double.NaN : result.count(verdict);
  }

  private double age() {
    Reconciliation result = last;
    return result == null
        ? Double.NaN
        : Duration.between(result.asOf(), clock.instant()).toMillis() / 1000.0;
  }

  /** Takes a complete result. */
  public void reconciled(Reconciliation result) {
    last = result;
  }
}
