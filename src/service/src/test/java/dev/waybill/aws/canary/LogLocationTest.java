package dev.waybill.aws.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class LogLocationTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 2);

  @Test
  void returnsTheFolderThatCloudtrailUses() {
    assertThat(new LogLocation("", "123456789012", "eu-central-1").folder(DAY))
        .isEqualTo("AWSLogs/123456789012/CloudTrail/eu-central-1/2026/01/02/");
    assertThat(new LogLocation("trails/", "123456789012", "eu-central-1").folder(DAY))
        .isEqualTo("trails/AWSLogs/123456789012/CloudTrail/eu-central-1/2026/01/02/");
  }

  @Test
  void startsBeforeFilesDeliveredFromATimeOn() {
    LogLocation location = new LogLocation("", "123456789012", "eu-central-1");
    String file =
        location.folder(DAY) + "123456789012_CloudTrail_eu-central-1_20260102T0305Z_x.json.gz";

    assertThat(location.startAfter(DAY, Instant.parse("2026-01-02T03:05:59Z"))).isLessThan(file);
    assertThat(location.startAfter(DAY, Instant.parse("2026-01-01T23:59:00Z"))).isLessThan(file);
    assertThat(location.startAfter(DAY, Instant.parse("2026-01-02T03:06:00Z"))).isGreaterThan(file);
  }
}
