package dev.waybill.ops;

import dev.waybill.canary.Canary;
import dev.waybill.canary.CanaryListener;
import dev.waybill.canary.Step;
import dev.waybill.canary.StepResult;
import dev.waybill.canary.StepResult.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Meters of canaries: {@code waybill.canary.step{step}} (seconds; NaN when the last canary did not
 * reach the step, or none was sent), {@code waybill.canary{result}} (counter: well, failed) and
 * {@code waybill.canary.last.success} (Unix time in seconds; 0 before the first success).
 */
public final class CanaryMeters implements CanaryListener {
  private final Counter well;
  private final Counter failed;
  private volatile Map<Step, Double> latencies = Map.of();
  private volatile long lastSuccess;

  /**
   * @param registry the registry of the meters
   */
  public CanaryMeters(MeterRegistry registry) {
    well = counter(registry, "well");
    failed = counter(registry, "failed");
    for (Step step : Step.values()) {
      Gauge.builder("waybill.canary.step", () -> latencies.getOrDefault(step, Double.NaN))
          .description("Time that the last canary took to reach a step")
          .baseUnit("seconds")
          .tag("step", step.label())
          .strongReference(true)
          .register(registry);
    }
    Gauge.builder("waybill.canary.last.success", () -> lastSuccess)
        .description("Upload time of the last healthy canary")
        .baseUnit("seconds")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void completed(Canary canary) {
    Map<Step, Double> measured = new EnumMap<>(Step.class);
    for (StepResult result : canary.results()) {
      if (result.status() == Status.REACHED && result.latency() != null) {
        measured.put(result.step(), result.latency().toMillis() / 1000.0);
      }
    }
    latencies = measured;
    (canary.isHealthy() ? well : failed).increment();
    if (canary.isHealthy()) {
      Instant at = canary.uploadedAt();
      lastSuccess = at.getEpochSecond();
    }
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("waybill.canary")
        .description("Completed canaries, by result")
        .tag("result", result)
        .register(registry);
  }
}
