package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.drill.DrillExamples;
import dev.waybill.drill.DrillState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class DrillMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DrillMeters meters =
      new DrillMeters(registry, Clock.fixed(Instant.parse("2026-11-30T14:00:02Z"), ZoneOffset.UTC));

  private double value(String name) {
    return registry.get(name).gauge().value();
  }

  @Test
  void areUnknownBeforeTheFirstDrill() {
    assertThat(value("waybill.drill.found")).isNaN();
    meters.ran(new DrillState(null, null, null, null, null));

    assertThat(value("waybill.drill.found")).isNaN();
    assertThat(value("waybill.drill.found.age")).isNaN();
  }

  @Test
  void stateTimeAndAgeOfTheLastFinding() {
    meters.ran(DrillExamples.ended());

    assertThat(value("waybill.drill.found")).isEqualTo(3600);
    assertThat(value("waybill.drill.found.age")).isEqualTo(3600);
  }
}
