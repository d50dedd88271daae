package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class AwsCallMetersTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final AwsCallMeters meters = new AwsCallMeters(registry);

  @Test
  void countsCallsByServiceOperationAndOutcome() {
    meters.count("S3", "GetObject", true, Duration.ofMillis(20));
    meters.count("S3", "GetObject", true, Duration.ofMillis(30));
    meters.count("S3", "GetObject", false, Duration.ofMillis(50));

    assertThat(
            registry
                .get("waybill.aws.calls")
                .tags("service", "S3", "operation", "GetObject", "outcome", "success")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(50);
    assertThat(registry.get("waybill.aws.calls").tags("outcome", "failure").timer().count())
        .isOne();
  }

  @Test
  void countsRetriesAndThrottles() {
    meters.countAttempts("S3", "GetObject", 3, 1);
    meters.countAttempts("S3", "GetObject", 0, 0);

    assertThat(registry.get("waybill.aws.retries").counter().count()).isEqualTo(3);
    assertThat(registry.get("waybill.aws.throttles").counter().count()).isEqualTo(1);
  }
}
