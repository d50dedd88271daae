package dev.waybill.ops;

import dev.waybill.alert.Handling.State;
import dev.waybill.alert.Severity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * Gauge {@code waybill.incidents.open{severity,handling}}: open incidents that the sinks know, by
 * what people decided about them ({@code none}, {@code acknowledged}, {@code silenced}). It is NaN
 * until this replica has read the store. Every replica shows the same incidents.
 */
public final class IncidentMeters {
  private IncidentMeters() {}

  /**
   * Registers the gauges, which are read at every scrape.
   *
   * @param open the number of open incidents, answered from memory; empty when unknown
   */
  public static void register(
      MeterRegistry registry, BiFunction<Severity, State, OptionalLong> open) {
    for (Severity severity : Severity.values()) {
      for (State state : State.values()) {
        Gauge.builder("waybill.incidents.open", () -> orNaN(open.apply(severity, state)))
            .description("Open incidents that the sinks know")
            .tag("severity", severity.name().toLowerCase(Locale.ROOT))
            .tag("handling", state.name().toLowerCase(Locale.ROOT))
            .strongReference(true)
            .register(registry);
      }
    }
  }

  private static double orNaN(OptionalLong value) {
    return value.isPresent() ? (double) value.getAsLong() : Double.NaN;
  }
}
