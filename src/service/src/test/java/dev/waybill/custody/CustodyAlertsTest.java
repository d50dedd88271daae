package dev.waybill.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.model.Copied;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.model.Sealed;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.model.SourceRetained;
import dev.waybill.model.Superseded;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Findings about rejected objects. */
final class CustodyAlertsTest {
  private static final String KEY = "incoming/${jndi:x} Müller\n.pdf";

  private final List<Report> reports = new ArrayList<>();
  private final CustodyAlerts alerts =
      new CustodyAlerts(reports::add, "raw", new ManualClock(Instant.EPOCH));

  @ParameterizedTest
  @EnumSource
  void reportsRejectionWithoutKeyInLoggedFields(RejectReason reason) {
    Finding finding = rejected(reason, "1");

    assertThat(finding.rule()).isEqualTo("custody-" + reason.label());
    assertThat(finding.message()).isEqualTo(reason.label() + ": why");
    assertThat(finding.uid() + finding.title() + finding.message() + finding.remediation())
        .doesNotContain("Müller");
    assertThat(finding.resource()).isEqualTo("arn:aws:s3:::raw/" + KEY);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIGEST_MISMATCH", "RECORD_CONFLICT", "RECORD_INVALID", "COPY_MISMATCH"})
  void contradictionIsCriticalIncidentForEachVersion(RejectReason reason) {
    assertThat(rejected(reason, "1").severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rejected(reason, "1").uid()).isNotEqualTo(rejected(reason, "2").uid());
    assertThat(rejected(reason, "1").uid()).isEqualTo(rejected(reason, "1").uid());
  }

  /** Garbage in the place of a record blocks a key until a person says that it is none. */
  @Test
  void namesTheWayOutOfAnInvalidRecord() {
    assertThat(rejected(RejectReason.RECORD_INVALID, "1").remediation()).contains("waybill waive");
    assertThat(rejected(RejectReason.RECORD_CONFLICT, "1").remediation()).doesNotContain("waive");
  }

  @Test
  void oneCauseForManyObjectsIsOneIncident() {
    assertThat(rejected(RejectReason.ACCESS_DENIED, "1").uid())
        .isEqualTo(rejected(RejectReason.ACCESS_DENIED, "2").uid());
  }

  @Test
  void reportsMessageWithoutObject() {
    alerts.ended(new Rejected(RejectReason.MALFORMED_NOTIFICATION, "why", null), Duration.ZERO);

    assertThat(reports)
        .singleElement()
        .satisfies(it -> assertThat(((Finding) it).resource()).isEqualTo("arn:aws:s3:::raw"));
  }

  @Test
  void reportsOrderThatS3ContradictsWithoutKeyInLoggedFields() {
    alerts.orderIgnored(sealed().received());

    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.rule()).isEqualTo("custody-notification-contradicted");
              assertThat(it.severity()).isEqualTo(Severity.HIGH);
              assertThat(it.uid() + it.message()).doesNotContain("ller");
            });
  }

  @Test
  void reportsOnlySupersededVersionThatS3DoesNotOrder() {
    alerts.ended(new Superseded(sealed(), false), Duration.ZERO);
    assertThat(reports).isEmpty();

    alerts.ended(new Superseded(sealed(), true), Duration.ZERO);
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class, it -> assertThat(it.rule()).isEqualTo("custody-current-superseded"));
  }

  private static Sealed sealed() {
    Received received =
        new Received(
            new ObjectVersion("raw", KEY, "1"),
            Purpose.PROMOTE,
            null,
            null,
            null,
            null,
            "notification",
            Instant.EPOCH);
    return new Sealed(
        new ObjectAttributes(
                1,
                "etag",
                null,
                null,
                new Encryption(null, null, false),
                Map.of(),
                Map.of(),
                0,
                Instant.EPOCH)
            .digested(received, Sha256.hash("x"), null, Instant.EPOCH, Hasher.WAYBILL, null),
        "provenance",
        "record",
        Instant.EPOCH,
        false);
  }

  @Test
  void reportsRetainedSourceAsOneIncidentOfItsBucket() {
    Copied copied =
        new Copied(
            sealed(), new ObjectVersion("raw", "processed/a", "2"), "sha256", Instant.EPOCH, false);

    alerts.ended(new SourceRetained(copied), Duration.ZERO);

    Finding finding = (Finding) reports.get(0);
    assertThat(finding.uid()).isEqualTo("custody-source-retained/raw");
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.resource()).isEqualTo("arn:aws:s3:::raw/" + KEY);
    assertThat(finding.remediation()).contains("Object Lock", "s3:DeleteObjectVersion");
  }

  @Test
  void doesNotReportSuccess() {
    alerts.ended(new Skipped(SkipReason.TEST_EVENT, "why"), Duration.ZERO);

    assertThat(reports).isEmpty();
  }

  private Finding rejected(RejectReason reason, String versionId) {
    reports.clear();
    ObjectVersion version = new ObjectVersion("raw", KEY, versionId);
    alerts.ended(new Rejected(reason, "why", version), Duration.ZERO);
    return (Finding) reports.get(0);
  }
}
