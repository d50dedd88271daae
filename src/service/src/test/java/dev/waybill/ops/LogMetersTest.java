package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.Sequencing;
import dev.waybill.log.check.LogWatch;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Meters of the log, as Prometheus scrapes them. */
final class LogMetersTest {
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LogMeters meters =
      new LogMeters(
          registry,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private void sequenced(long size, int duplicates) {
    meters.sequenced(
        new Sequencing.Round(
            new Checkpoint("log", size, TreeHash.ofEntry(new byte[0])), 0, duplicates, 0, false));
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void knowsNothingBeforeTheFirstRoundAndCheck() {
    meters.pending(() -> 7);
    meters.cosigned(0, Optional::empty);

    assertThat(registry.scrape())
        .contains(
            "waybill_log_size NaN",
            "waybill_log_checkpoint_age_seconds NaN",
            "waybill_log_check_age_seconds NaN",
            "waybill_log_cosigned_size NaN",
            "waybill_log_pending 7.0",
            "waybill_log_duplicates_total 0.0");
  }

  @Test
  void countsFromTheRoundThatPublished() {
    sequenced(5, 2);
    pass(3);
    sequenced(5, 1);
    meters.cosigned(2, () -> Optional.of(4L));

    assertThat(registry.scrape())
        .contains(
            "waybill_log_size 5.0",
            "waybill_log_checkpoint_age_seconds 3.0",
            "waybill_log_duplicates_total 3.0",
            "waybill_log_witnesses 2.0",
            "waybill_log_cosigned_size 4.0");
  }

  @Test
  void takesAgeOfCheckpointFromTheCheckAfterwards() {
    meters.checked(new LogWatch.Cycle(5, now.minusSeconds(60), 1, 0));
    pass(2);

    assertThat(registry.scrape())
        .contains("waybill_log_checkpoint_age_seconds 62.0", "waybill_log_check_age_seconds 2.0");
  }
}
