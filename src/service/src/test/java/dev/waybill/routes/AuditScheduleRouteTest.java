package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "50-audit-when", with = "90-errors")
final class AuditScheduleRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "50-audit-when-S3-01";
  private static final String AUDITS = "seda:audits";
  private static final int TIMEOUT_MILLIS = 60_000;

  /** Bean {@code leader}. */
  public record FakeLeader(CallLog calls) {
    public boolean leads() {
      calls.record("leader.leads");
      return calls.answer("leader.leads");
    }
  }

  @Override
  Map<String, Object> beans() {
    return Map.of("leader", new FakeLeader(calls), "failures", new FakeIntake.Failures(calls));
  }

  @Override
  void advise() {}

  @Test
  void queuesAuditOnLeader() throws Exception {
    calls.prepare("leader.leads", true);

    schedule();

    assertThat(consumer.receiveBody(AUDITS, TIMEOUT_MILLIS)).isEqualTo("S3-01");
  }

  @Test
  void queuesNothingOnOtherServices() throws Exception {
    assertEndsWithoutAudit();
  }

  @Test
  void queuesNothingWhenLeadershipIsUnknown() throws Exception {
    calls.fail("leader.leads", new IllegalStateException("no lease"));

    assertEndsWithoutAudit();

    assertThat(calls.made()).containsExactly("leader.leads", "failures.willRetry");
  }

  private void assertEndsWithoutAudit() throws Exception {
    schedule();

    await().atMost(Duration.ofMillis(TIMEOUT_MILLIS)).until(() -> !calls.made().isEmpty());
    // Returns when the exchange of the timer has ended.
    context.getRouteController().stopRoute(ROUTE);
    assertThat(calls.made()).startsWith("leader.leads");
    assertThat(consumer.receiveBodyNoWait(AUDITS)).isNull();
  }

  private void schedule() throws Exception {
    context.addRouteFromTemplate(
        ROUTE, "50-audit-when", Map.of("audit", "S3-01", "first", "1", "period", "3600000"));
  }
}
