package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class ClaimMetersTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ClaimMeters meters = new ClaimMeters(registry);

  @Test
  void countsClaimsAndFailures() {
    meters.fileWritten(7);
    meters.fileWritten(2);
    meters.fileFailed();
    meters.claimDropped();
    meters.claimDropped();

    assertThat(counter("written")).isEqualTo(9);
    assertThat(counter("failed")).isEqualTo(1);
    assertThat(counter("dropped")).isEqualTo(2);
  }

  @Test
  void readsNumberOfWaitingClaimsAtEveryScrape() {
    int[] waiting = {3};
    meters.waiting(() -> waiting[0]);
    waiting[0] = 5;

    assertThat(registry.get("waybill.claims.waiting").gauge().value()).isEqualTo(5);
  }

  private double counter(String name) {
    return registry.get("waybill.claims." + name).counter().count();
  }
}
