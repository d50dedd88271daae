package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditState.ActiveRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EmptyScanCheckTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration LOGGED_WITHIN = Duration.ofHours(2);

  private final EmptyScanCheck check = new EmptyScanCheck(LOGGED_WITHIN);

  @Test
  void nothingReadIsAFindingOnceLogsMustExist() {
    List<Finding> findings = check(0, NOON.plus(LOGGED_WITHIN).plusMillis(1));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).rule()).isEqualTo("audit-blind");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void nothingReadIsNoFindingWhileLogsMayBeMissing() {
    assertThat(check(0, NOON.plus(LOGGED_WITHIN))).isEmpty();
  }

  @Test
  void oneByteReadIsNoFinding() {
    assertThat(check(1, NOON.plus(LOGGED_WITHIN).plusMillis(1))).isEmpty();
  }

  /** Checks a run until a time of an audit that was claimed for the first time at noon. */
  private List<Finding> check(long scanned, Instant until) {
    ActiveRun work = new ActiveRun(Window.last(Duration.ofHours(1), until), "token", until);
    AuditRun run =
        new AuditRun(Rows.query(), work, AuditState.initial("T-01", NOON).running(work), "v1");
    return check.check(run, new QueryEnd.Answered("query", scanned), until);
  }
}
