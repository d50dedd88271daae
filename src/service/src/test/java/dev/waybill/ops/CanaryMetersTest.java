package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.canary.Canary;
import dev.waybill.canary.Step;
import dev.waybill.canary.StepResult;
import dev.waybill.canary.StepResult.Status;
import dev.waybill.record.object.Sha256;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CanaryMetersTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CanaryMeters meters = new CanaryMeters(registry);

  @Test
  void showsUnknownStepsAndZeroCountsBeforeTheFirstCanary() {
    assertThat(registry.find("waybill.canary.step").gauges())
        .hasSize(Step.values().length)
        .allSatisfy(it -> assertThat(it.value()).isNaN());
    assertThat(registry.find("waybill.canary").counters())
        .hasSize(2)
        .allSatisfy(it -> assertThat(it.count()).isZero());
    assertThat(registry.get("waybill.canary.last.success").gauge().value()).isZero();
  }

  @Test
  void countsAndTimesHealthyCanary() {
    meters.completed(canary(Status.REACHED));

    assertThat(step()).isEqualTo(1.5);
    assertThat(count("well")).isEqualTo(1);
    assertThat(registry.get("waybill.canary.last.success").gauge().value())
        .isEqualTo((double) AT.getEpochSecond());
  }

  @Test
  void showsFailedStepAsUnknownAndKeepsTheLastSuccess() {
    meters.completed(canary(Status.REACHED));
    meters.completed(canary(Status.MISSING));

    assertThat(step()).isNaN();
    assertThat(count("failed")).isEqualTo(1);
    assertThat(registry.get("waybill.canary.last.success").gauge().value())
        .isEqualTo((double) AT.getEpochSecond());
  }

  private double step() {
    return registry.get("waybill.canary.step").tag("step", "sealed").gauge().value();
  }

  private double count(String result) {
    return registry.get("waybill.canary").tag("result", result).counter().count();
  }

  private static Canary canary(Status sealed) {
    StepResult result = new StepResult(Step.SEALED, sealed, Duration.ofMillis(1500), "", "");
    return new Canary(
        "raw", "key", "v1", new Sha256("ab".repeat(32)), AT, Map.of(Step.SEALED, result));
  }
}
