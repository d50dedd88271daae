package dev.waybill.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Shows what is in work and what waits: {@code waybill.in.flight}, {@code waybill.queue.depth},
 * {@code waybill.queue.oldest.age} (seconds), {@code waybill.dead.letters}. A value that is
 * unknown, or whose supplier fails, is NaN: zero would be a lie.
 */
public final class BacklogGauges {
  private final MeterRegistry registry;

  /**
   * @param registry where the gauges are registered
   */
  public BacklogGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Messages in work, asked for at every scrape. */
  public BacklogGauges inFlight(IntSupplier messages) {
    Gauge.builder("waybill.in.flight", messages::getAsInt)
        .description("Messages in work")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /**
   * What waits in the queue, asked for at every scrape, so the suppliers must answer from memory.
   *
   * @param depth messages that wait; empty when unknown
   * @param oldest the age of the oldest one, as the one last taken shows it; empty when unknown
   */
  public BacklogGauges queue(Supplier<OptionalLong> depth, Supplier<Optional<Duration>> oldest) {
    Gauge.builder("waybill.queue.depth", () -> orNaN(depth.get()))
        .description("Messages that wait in the queue")
        .strongReference(true)
        .register(registry);
    Gauge.builder("waybill.queue.oldest.age", () -> age(depth.get(), oldest.get()))
        .description("How long the message last taken had waited; 0 when none waits")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /**
   * What was rejected and waits for a person.
   *
   * @param depth messages in the dead-letter queue, from memory; empty when unknown
   */
  public BacklogGauges deadLetters(Supplier<OptionalLong> depth) {
    Gauge.builder("waybill.dead.letters", () -> orNaN(depth.get()))
        .description("Messages in the dead-letter queue")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /** The wait of a message taken before the queue ran empty says nothing about it now. */
  private static double age(OptionalLong depth, Optional<Duration> oldest) {
    return depth.isPresent() && depth.getAsLong() == 0 ? 0 : orNaN(oldest);
  }

  private static double orNaN(OptionalLong value) {
    return value.isPresent() ? (double) value.getAsLong() : Double.NaN;
  }

  private static double orNaN(Optional<Duration> value) {
    return value.map(age -> age.toMillis() / 1000.0).orElse(Double.NaN);
  }
}
