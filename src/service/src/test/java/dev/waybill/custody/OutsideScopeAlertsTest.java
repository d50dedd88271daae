package dev.waybill.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings about objects outside of every scope. */
final class OutsideScopeAlertsTest {
  private final List<Report> reports = new ArrayList<>();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
  private final OutsideScopeAlerts alerts = new OutsideScopeAlerts(reports::add, clock);

  @Test
  void reportsTheFirstObjectAtOnceWithItsBucketOnly() {
    outside("raw");

    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.uid()).isEqualTo("custody-outside-scope/raw");
              assertThat(it.resource()).isEqualTo("arn:aws:s3:::raw");
              assertThat(it.occurrences().count()).isEqualTo(1);
            });
  }

  @Test
  void reportsAFloodOncePerMinuteAndCountsAllOfIt() {
    for (int second = 0; second < 180; second++) {
      for (int i = 0; i < 10; i++) {
        outside("raw");
      }
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(reports).hasSize(3);
    assertThat(reports)
        .map(it -> ((Finding) it).occurrences().count())
        .containsExactly(1L, 600L, 600L);
  }

  @Test
  void reportsEachBucketOnItsOwn() {
    outside("raw");
    outside("other");

    assertThat(reports)
        .map(it -> ((Finding) it).uid())
        .containsExactly("custody-outside-scope/raw", "custody-outside-scope/other");
  }

  @Test
  void reportsNoOtherSkip() {
    for (SkipReason reason : SkipReason.values()) {
      if (reason != SkipReason.FOREIGN_PREFIX) {
        alerts.ended(new Skipped(reason, "why").in("raw", "default"), Duration.ZERO);
      }
    }
    alerts.ended(new Skipped(SkipReason.FOREIGN_PREFIX, "why"), Duration.ZERO);

    assertThat(reports).isEmpty();
  }

  private void outside(String bucket) {
    alerts.ended(new Skipped(SkipReason.FOREIGN_PREFIX, "why").in(bucket, "none"), Duration.ZERO);
  }
}
