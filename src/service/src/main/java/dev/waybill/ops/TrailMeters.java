package dev.waybill.ops;

import dev.waybill.trail.TrailResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the digest chain: {@code waybill.trail.faults}, of the last run, and {@code
 * waybill.trail.age} (seconds), since the end of the newest digest that was verified in every
 * region. They are NaN until this replica has verified one.
 */
public final class TrailMeters {
  private final Clock clock;
  private volatile double faults = Double.NaN;
  private volatile @Nullable Instant through;

  /**
   * @param registry the registry of the meters
   */
  public TrailMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    Gauge.builder("waybill.trail.faults", () -> faults)
        .description("Faults of the digest chain that the last run found")
        .strongReference(true)
        .register(registry);
    Gauge.builder("waybill.trail.age", this::age)
        .description("Time since the end of the newest verified digest")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  private double age() {
    Instant time = through;
    return time == null ? Double.NaN : Duration.between(time, clock.instant()).toMillis() / 1000.0;
  }

  /** Takes the result of a run. */
  public void verified(TrailResult result) {
    faults = result.regions().stream().mapToLong(it -> it.faults().size()).sum();
    Instant verified =
        result.regions().stream()
            .map(it -> it.through())
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    if (verified != null) {
      through = verified;
    }
  }
}
