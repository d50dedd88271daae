package dev.waybill.ops;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.plan.PlannerStatus;
import dev.waybill.fixity.shape.ShapeReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Meters of re-verification: {@code waybill.fixity.examined} (versions, by condition), {@code
 * waybill.fixity.bytes} (read again), {@code waybill.fixity.unexamined} and {@code
 * waybill.fixity.open.defects} (versions), {@code waybill.fixity.work.left} and {@code
 * waybill.fixity.time.left} (seconds, of the cycle) and {@code waybill.fixity.glance.age}
 * (seconds). Those of the leader are NaN on the other replicas.
 */
public final class FixityMeters {
  private final MeterRegistry registry;
  private final Clock clock;
  private final Counter bytes;
  private volatile @Nullable PlannerStatus status;
  private volatile @Nullable Instant glanced;

  /**
   * @param registry the registry of the meters
   */
  public FixityMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    bytes =
        Counter.builder("waybill.fixity.bytes")
            .description("Bytes of sealed objects that were read again")
            .baseUnit("bytes")
            .register(registry);
    ofStatus(
        "waybill.fixity.unexamined",
        "Versions that the cycle has not examined yet",
        null,
        it -> it.progress().unexamined());
    ofStatus(
        "waybill.fixity.open.defects",
        "Sealed versions with an open defect",
        null,
        it -> it.progress().singleDefects() + it.progress().otherDefects());
    ofStatus(
        "waybill.fixity.work.left",
        "Time that the rest of the cycle takes at the budget",
        "seconds",
        it -> it.rate() == null ? Double.NaN : it.rate().workSeconds());
    ofStatus(
        "waybill.fixity.time.left",
        "Time until the promise of the cycle is broken",
        "seconds",
        it -> it.rate() == null ? Double.NaN : it.rate().leftSeconds());
    gauge(
        "waybill.fixity.glance.age",
        "Time since the last listing of the raw bucket ended",
        "seconds",
        this::glanceAge);
  }

  private void ofStatus(
      String name,
      String description,
      @Nullable String unit,
      ToDoubleFunction<PlannerStatus> value) {
    gauge(
        name,
        description,
        unit,
        () -> {
          PlannerStatus last = status;
          return last == null ? Double.NaN : value.applyAsDouble(last);
        });
  }

  private void gauge(
      String name, String description, @Nullable String unit, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .baseUnit(unit)
        .strongReference(true)
        .register(registry);
  }

  private double glanceAge() {
    Instant last = glanced;
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1000.0;
  }

  /** Takes a result that this process wrote. */
  public void examined(TileResult result) {
    for (Examination each : result.examinations()) {
      counter(each.condition()).increment();
      bytes.increment((double) each.bytes());
    }
  }

  private Counter counter(FixityCondition condition) {
    return Counter.builder("waybill.fixity.examined")
        .description("Examinations of sealed versions, by condition")
        .tag("condition", condition.label())
        .register(registry);
  }

  /** Takes the outcome of a run of the planner. */
  public void planned(PlannerStatus outcome) {
    status = outcome;
  }

  /** Takes the end of a glance. */
  public void glanced(ShapeReport report) {
    glanced = report.ended();
  }
}
