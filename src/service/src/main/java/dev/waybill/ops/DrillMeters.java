package dev.waybill.ops;

import dev.waybill.drill.DrillState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Meters of drills: {@code waybill.drill.found} (seconds that the last drill took to be found; NaN
 * when it was not found) and {@code waybill.drill.found.age} (seconds since the last finding in
 * time). They are NaN on replicas that do not lead.
 */
public final class DrillMeters {
  private static final double MILLIS = 1000;

  private final Clock clock;
  private volatile @Nullable DrillState last;

  /**
   * @param registry the registry of the meters
   */
  public DrillMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    Gauge.builder("waybill.drill.found", this::found)
        .description("Time that the altered object of the last drill took to be found")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
    Gauge.builder("waybill.drill.found.age", this::age)
        .description("Time since the altered object of a drill was found in time")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  private double found() {
    DrillState state = last;
    Duration took = state == null ? null : state.lastTook();
    return took == null ? Double.NaN : took.toMillis() / MILLIS;
  }

  private double age() {
    DrillState state = last;
    Instant at = state == null ? null : state.lastFound();
    return at == null ? Double.NaN : Duration.between(at, clock.instant()).toMillis() / MILLIS;
  }

  /** Takes the state after a round. */
  public void ran(DrillState state) {
    last = state;
  }
}
