package dev.waybill.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/**
 * Gauge {@code waybill.leader}: 1 while this replica runs the schedules, otherwise 0. The sum over
 * all replicas is 1, except without an election.
 */
public final class LeadershipGauge {
  private LeadershipGauge() {}

  /**
   * Registers the gauge.
   *
   * @param leads true while this replica runs the schedules; answered from memory
   */
  public static void register(MeterRegistry registry, BooleanSupplier leads) {
    Gauge.builder("waybill.leader", () -> leads.getAsBoolean() ? 1 : 0)
        .description("1 while this replica runs the schedules")
        .strongReference(true)
        .register(registry);
  }
}
