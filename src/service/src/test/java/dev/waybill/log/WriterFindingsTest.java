package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Findings of the writers of the log. */
final class WriterFindingsTest {
  private Instant now = Instant.parse("2026-11-29T12:00:00Z");
  private final List<Report> reports = new ArrayList<>();
  private final WriterFindings findings =
      new WriterFindings(
          "prov",
          "waybill-0",
          reports::add,
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }
          });

  private void failAfter(Duration time) {
    now = now.plus(time);
    findings.batchFailed();
  }

  @Test
  void reportsEntriesThatAreNotDurableForMinutesOnceAnHour() {
    failAfter(Duration.ZERO);
    failAfter(Duration.ofSeconds(119));
    assertThat(reports).isEmpty();

    failAfter(Duration.ofSeconds(1));
    failAfter(Duration.ofMinutes(59));
    assertThat(reports).hasSize(1);
    assertThat(((Finding) reports.get(0)).message())
        .isEqualTo(
            "the replica waybill-0 has written no batch of entries since 2026-11-29T12:00:00Z");

    failAfter(Duration.ofMinutes(1));
    assertThat(reports).extracting(Report::uid).containsOnly("log-entries-late/prov/waybill-0");
    assertThat(reports).hasSize(2);
  }

  @Test
  void endsFindingWhenABatchIsWritten() {
    failAfter(Duration.ZERO);
    failAfter(Duration.ofMinutes(2));
    findings.batchWritten(3);
    findings.batchWritten(3);

    assertThat(reports).hasSize(2);
    assertThat(reports.get(1)).isInstanceOf(FindingEnd.class);
    assertThat(reports.get(1).uid()).isEqualTo(reports.get(0).uid());
  }

  @Test
  void reportsNothingWhenFailuresAreShort() {
    failAfter(Duration.ZERO);
    findings.batchWritten(1);
    failAfter(Duration.ofMinutes(10));

    assertThat(reports).isEmpty();
  }

  @Test
  void reportsRejectedBatchAndRestoredLockByTheirObjects() {
    findings.batchRejected("log/pending/x/1", "is cut off");
    findings.lockRestored("a former version fits the checkpoint");

    assertThat(reports)
        .extracting(Report::uid)
        .containsExactly(
            "log-pending-rejected/prov/log/pending/x/1", "log-lock-restored/prov/log/lock");
  }
}
