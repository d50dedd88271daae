package dev.waybill.ops;

import dev.waybill.log.Sequencing;
import dev.waybill.log.check.LogWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the log of records: {@code waybill.log.size}, {@code waybill.log.checkpoint.age}
 * (seconds), {@code waybill.log.pending}, {@code waybill.log.duplicates} (counter), {@code
 * waybill.log.witnesses}, {@code waybill.log.cosigned.size} and {@code waybill.log.check.age}
 * (seconds). Those of a schedule are NaN on a replica that has not run it.
 */
public final class LogMeters {
  private final MeterRegistry registry;
  private final Clock clock;
  private final Counter duplicates;
  private volatile long size = -1;
  private volatile @Nullable Instant publishedAt;
  private volatile @Nullable Instant checkedAt;

  /**
   * @param registry the registry of the meters
   */
  public LogMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    duplicates =
        Counter.builder("waybill.log.duplicates")
            .description("Entries dropped because the log has their records")
            .register(registry);
    gauge("waybill.log.size", "Entries of the log", null, () -> size < 0 ? Double.NaN : size);
    gauge(
        "waybill.log.checkpoint.age",
        "Time since the newest checkpoint was published",
        "seconds",
        () -> age(publishedAt));
    gauge(
        "waybill.log.check.age",
        "Time since the last complete check of the log",
        "seconds",
        () -> age(checkedAt));
  }

  private void gauge(
      String name, String description, @Nullable String unit, Supplier<Number> value) {
    Gauge.builder(name, value)
        .description(description)
        .baseUnit(unit)
        .strongReference(true)
        .register(registry);
  }

  private double age(@Nullable Instant since) {
    return since == null
        ? Double.NaN
        : Duration.between(since, clock.instant()).toMillis() / 1000.0;
  }

  /** Registers the number of entries that wait to become durable, read at every scrape. */
  public void pending(IntSupplier entries) {
    gauge("waybill.log.pending", "Entries that are not durable yet", null, entries::getAsInt);
  }

  /**
   * Registers the size of the newest checkpoint with enough cosignatures.
   *
   * @param witnesses number of witnesses that are asked; 0 for none
   * @param cosignedSize the size; empty when unknown
   */
  public void cosigned(int witnesses, Supplier<Optional<Long>> cosignedSize) {
    gauge("waybill.log.witnesses", "Witnesses that are asked to cosign", null, () -> witnesses);
    gauge(
        "waybill.log.cosigned.size",
        "Entries that the witnesses have cosigned",
        null,
        () -> cosignedSize.get().map(Long::doubleValue).orElse(Double.NaN));
  }

  /** Takes the result of a round. */
  public void sequenced(Sequencing.Round round) {
    if (round.checkpoint().size() != size) {
      publishedAt = clock.instant();
    }
    size = round.checkpoint().size();
    duplicates.increment(round.duplicates());
  }

  /** Takes the result of a check. */
  public void checked(LogWatch.Cycle cycle) {
    checkedAt = clock.instant();
    if (cycle.publishedAt() != null) {
      publishedAt = cycle.publishedAt();
    }
  }
}
