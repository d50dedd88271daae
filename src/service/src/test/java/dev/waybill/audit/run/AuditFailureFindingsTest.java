package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Findings about audits without an answer, and their ends. */
final class AuditFailureFindingsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final AuditQuery QUERY = Rows.query();

  /** By its uid, an end closes the incident of the finding. */
  @Test
  void endHasTheUidOfItsFinding() {
    assertThat(AuditFailureFindings.failureEnd(QUERY, NOON).uid())
        .isEqualTo(failed().uid())
        .isEqualTo("audit-failed/T-01");
    assertThat(AuditFailureFindings.missingLogsEnd(QUERY, NOON).uid())
        .isEqualTo(missingLogs().uid())
        .isEqualTo("audit-blind/T-01");
  }

  @Test
  void endHasTheRuleOfItsFinding() {
    assertThat(AuditFailureFindings.failureEnd(QUERY, NOON).rule()).isEqualTo(failed().rule());
    assertThat(AuditFailureFindings.missingLogsEnd(QUERY, NOON).rule())
        .isEqualTo(missingLogs().rule());
  }

  @Test
  void findingNamesTheCauseAndTheFix() {
    QueryEnd.Unanswered end = QueryEnd.Cause.TIMED_OUT.because("15 min");

    assertThat(failed().message()).endsWith("judged nothing: " + end.description());
    assertThat(failed().remediation()).isEqualTo(end.fix());
  }

  private static Finding failed() {
    return AuditFailureFindings.failed(
        QUERY, QueryEnd.Cause.TIMED_OUT.because("15 min"), "token", NOON);
  }

  private static Finding missingLogs() {
    ActiveRun work = new ActiveRun(Window.last(Duration.ofHours(1), NOON), "token", NOON);
    AuditState state = AuditState.initial("T-01", NOON).running(work);
    return AuditFailureFindings.missingLogs(new AuditRun(QUERY, work, state, "v1"), "token", NOON);
  }
}
