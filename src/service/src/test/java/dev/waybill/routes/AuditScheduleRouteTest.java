package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "50-audit-when", with = "90-errors")
final class AuditScheduleRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "50-audit-when-S3-01";
  private static final String AUDITS = "seda:audits";
  private static final int TIMEOUT_MILLIS = 60_000;

  private final CountDownLatch prepared = new CountDownLatch(1);

  /** Bean {@code leader}. */
  public record FakeLeader(CallLog calls) {
    public boolean leads() {
      calls.record("leader.leads");
      return calls.answer("leader.leads");
    }
  }

  /** Bean {@code leader} that answers once the test has prepared its answer. */
  public record WaitingLeader(FakeLeader leader, CountDownLatch prepared) {
    public boolean leads() throws InterruptedException {
      prepared.await();
      return leader.leads();
    }
  }

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "leader", new WaitingLeader(new FakeLeader(calls), prepared),
        "failures", new FakeIntake.Failures(calls));
  }

  /** Adds the route before the start: Camel drops a timer event that comes while a route starts. */
  @Override
  void advise() throws Exception {
    context.addRouteFromTemplate(
        ROUTE, "50-audit-when", Map.of("audit", "S3-01", "first", "1", "period", "3600000"));
  }

  @Test
  void queuesAuditOnLeader() throws Exception {
    calls.prepare("leader.leads", true);

    prepared.countDown();

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
    prepared.countDown();

    await().atMost(Duration.ofMillis(TIMEOUT_MILLIS)).until(() -> !calls.made().isEmpty());
    // Returns when the exchange of the timer has ended.
    context.getRouteController().stopRoute(ROUTE);
    assertThat(calls.made()).startsWith("leader.leads");
    assertThat(consumer.receiveBodyNoWait(AUDITS)).isNull();
  }
}
