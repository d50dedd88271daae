package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 5, PT0S",
    "PT8H, 5, PT2H",
    "PT1M, 5, PT2M",
    "PT48H, 5, PT11H",
    "PT2H, 1, PT2H",
  })
  void spreadsDeliveriesOfDeniedObjectOverItsPatience(
      Duration patience, int deliveries, Duration pause) {
    QueueSettings settings =
        new QueueSettings("events", "dead", 10, 1, Duration.ofMinutes(2), Duration.ZERO, patience);

    assertThat(settings.denialPause(deliveries)).isEqualTo(pause);
  }
}
