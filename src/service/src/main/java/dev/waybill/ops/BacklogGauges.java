package dev.waybill.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Gauges of the backlog: {@code waybill.in.flight}, {@code waybill.queue.depth}, {@code
 * waybill.queue.oldest.age} (seconds), {@code waybill.dead.letters}. A value that is unknown, or
 * whose supplier fails, is NaN, because zero would be wrong.
 */
public final class BacklogGauges {
  private final MeterRegistry registry;

  /**
   * @param registry the registry of the gauges
   */
  public BacklogGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Registers the number of messages in flight, read at every scrape. */
  public BacklogGauges inFlight(IntSupplier messages) {
    Gauge.builder("waybill.in.flight", messages::getAsInt)
        .description("Messages in flight")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /**
   * Registers the depth and age of the queue. They are read at every scrape, so the suppliers must
   * answer from memory.
   *
   * @param depth the number of waiting messages; empty when unknown
   * @param oldest the time that the last received message had waited; empty when unknown
   */
  public BacklogGauges queue(Supplier<OptionalLong> depth, Supplier<Optional<Duration>> oldest) {
    Gauge.builder("waybill.queue.depth", () -> orNaN(depth.get()))
        .description("Messages waiting in the queue")
        .strongReference(true)
        .register(registry);
    Gauge.builder("waybill.queue.oldest.age", () -> age(depth.get(), oldest.get()))
        .description("Time that the last received message had waited; 0 when none waits")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /**
   * Registers the depth of the dead-letter queue.
   *
   * @param depth the number of messages, answered from memory; empty when unknown
   */
  public BacklogGauges deadLetters(Supplier<OptionalLong> depth) {
    Gauge.builder("waybill.dead.letters", () -> orNaN(depth.get()))
        .description("Messages in the dead-letter queue")
        .strongReference(true)
        .register(registry);
    return this;
  }

  /** Returns zero for an empty queue: the wait of an earlier message is out of date. */
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
