package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LeadershipGaugeTest {
  @Test
  void followsGainAndLossOfLeadership() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    AtomicBoolean leads = new AtomicBoolean(true);
    LeadershipGauge.register(registry, leads::get);
    assertThat(registry.get("waybill.leader").gauge().value()).isEqualTo(1);

    leads.set(false);

    assertThat(registry.get("waybill.leader").gauge().value()).isZero();
  }
}
