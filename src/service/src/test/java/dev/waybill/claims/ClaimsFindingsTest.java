package dev.waybill.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimsFindingsTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T12:00:00Z"));
  private final List<Report> reports = new ArrayList<>();
  private final ClaimsFindings findings =
      new ClaimsFindings("prov", "waybill-0", reports::add, clock);

  @Test
  void reportsNoShortFailure() {
    findings.fileFailed();
    clock.advance(Duration.ofMinutes(4));
    findings.fileFailed();
    findings.fileWritten(3);
    clock.advance(Duration.ofMinutes(4));
    findings.fileFailed();

    assertThat(reports).isEmpty();
  }

  @Test
  void reportsFailureThatLastsAndItsEnd() {
    findings.fileFailed();
    clock.advance(Duration.ofMinutes(5));
    findings.fileFailed();
    findings.fileFailed();
    assertThat(reports)
        .singleElement()
        .extracting(Report::uid)
        .isEqualTo("claims-late/prov/waybill-0");

    findings.fileWritten(1);

    assertThat(reports).hasSize(2).last().isInstanceOf(FindingEnd.class);
  }

  @Test
  void repeatsFailureEachHour() {
    findings.fileFailed();
    clock.advance(Duration.ofMinutes(5));
    findings.fileFailed();
    clock.advance(Duration.ofHours(1));
    findings.fileFailed();

    assertThat(reports).hasSize(2);
  }

  @Test
  void reportsDroppedClaimsOnceAnHour() {
    findings.claimDropped();
    findings.claimDropped();
    clock.advance(Duration.ofHours(1));
    findings.claimDropped();

    assertThat(reports)
        .extracting(Report::uid)
        .containsExactly("claims-dropped/prov/waybill-0", "claims-dropped/prov/waybill-0");
  }
}
