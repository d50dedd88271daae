package dev.waybill.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.baseline.control.Control;
import dev.waybill.testing.ManualClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Findings of a baseline check, one per control. */
final class BaselineReporterTest {
  @Test
  void driftedControlsAreFindingsAndHoldingControlsEndThem() {
    List<Report> reports =
        check(
            result("raw.versioning", Status.DRIFTED, "Suspended", "Enabled", ""),
            result("trail.logging", Status.REFUSED, "", "", "it belongs to another account"),
            result("queue.policy", Status.HOLDS, "x", "x", ""));

    assertThat(reports)
        .extracting(it -> it.getClass().getSimpleName() + " " + it.uid())
        .containsExactly(
            "Finding baseline/raw.versioning/raw",
            "Finding baseline/trail.logging/raw",
            "FindingEnd baseline/queue.policy/raw",
            "FindingEnd baseline/unreadable/raw");
    Finding drifted = (Finding) reports.get(0);
    assertThat(drifted.rule()).isEqualTo("baseline-raw.versioning");
    assertThat(drifted.message()).isEqualTo("raw.versioning is Suspended, should be Enabled");
    assertThat(drifted.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(drifted.remediation()).startsWith("fix raw.versioning");
    assertThat(((Finding) reports.get(1)).severity()).isEqualTo(Severity.HIGH);
    assertThat(((Finding) reports.get(1)).message()).contains("it belongs to another account");
  }

  @Test
  void unreadableControlsAreOneFindingAndNeitherDriftNorEnd() {
    List<Report> reports =
        check(
            result("raw.versioning", Status.UNREADABLE, "", "", "AccessDenied: no"),
            result("raw.lifecycle", Status.UNREADABLE, "", "", "AccessDenied: no"),
            result("raw.prefixes", Status.BLOCKED, "", "", "depends on raw.versioning"),
            result("athena.workgroup", Status.NOT_SERVED, "", "", "501"));

    assertThat(reports).singleElement().isInstanceOf(Finding.class);
    Finding finding = (Finding) reports.get(0);
    assertThat(finding.uid()).isEqualTo("baseline/unreadable/raw");
    assertThat(finding.message())
        .isEqualTo(
            "the baseline cannot be checked: 2 of 4 controls cannot be read, first raw.versioning"
                + " (AccessDenied: no)");
    assertThat(finding.details()).containsOnlyKeys("raw.versioning", "raw.lifecycle");
    assertThat(finding.remediation()).contains("waybill.baseline.every=0s");
  }

  @Test
  void failedCheckIsFindingThatBaselineCannotBeChecked() {
    BaselineReporter reporter =
        new BaselineReporter(
            () -> {
              throw SdkClientException.create("secret host");
            },
            "raw",
            new ManualClock(Instant.EPOCH));

    assertThat(reporter.reports())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.uid()).isEqualTo("baseline/unreadable/raw");
              assertThat(((Finding) it).message())
                  .isEqualTo(
                      "the baseline cannot be checked: the check failed: SdkClientException");
            });
  }

  @Test
  void controlThatHoldsAgainEndsItsFinding() {
    Finding drifted =
        (Finding) check(result("kms.rotation", Status.DRIFTED, "off", "on", "")).get(0);
    FindingEnd holds =
        (FindingEnd) check(result("kms.rotation", Status.HOLDS, "on", "on", "")).get(0);

    assertThat(holds.uid()).isEqualTo(drifted.uid());
    assertThat(holds.rule()).isEqualTo(drifted.rule());
  }

  private static List<Report> check(ControlResult... results) {
    BaselineReport report = new BaselineReport("123456789012", "us-east-1", List.of(results));
    return new BaselineReporter(() -> report, "raw", new ManualClock(Instant.EPOCH)).reports();
  }

  private static ControlResult result(
      String id, Status status, String is, String should, String note) {
    Control control = new Control(id, "it protects", "CIS 1.1", "fix " + id);
    return new ControlResult(control, status, is, should, note);
  }
}
