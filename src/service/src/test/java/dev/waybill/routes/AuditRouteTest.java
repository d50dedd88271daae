package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.AthenaClient;

@CoversRoutes(value = "50-audit", with = "90-errors")
final class AuditRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "50-audit";
  private static final String DELIVER = "direct:50-audit-tell";
  private static final String ALERT = "direct:alert";
  private static final String ATHENA = "aws2-athena:audit";
  private static final List<String> STEPS =
      List.of(
          "audit.claim",
          DELIVER,
          "audit.ask",
          "startQueryExecution",
          "getQueryExecution",
          "audit.check",
          "audit.stopWithoutAnswer",
          "audit.judge",
          DELIVER,
          "audit.recovered",
          ALERT);

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "audit", new FakeAudit(calls),
        "failures", new FakeIntake.Failures(calls),
        "athena", new UnusedAthena());
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of(
        "waybill.audit.concurrent", "1",
        "waybill.athena.database", "logs",
        "waybill.athena.workgroup", "audits",
        "waybill.athena.results", "s3://results/",
        "audit.pause", "1");
  }

  @Override
  void advise() throws Exception {
    advise(ROUTE, DELIVER, ALERT, ATHENA);
  }

  @Test
  void claimsAsksFollowsJudgesAndDelivers() {
    calls.prepare("audit.isRunning", true, false);

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made()).containsExactlyElementsOf(STEPS);
    assertThat(alert()).isEqualTo("recovery");
  }

  @Test
  void pollsQueryUntilItHasEnded() {
    calls.prepare("audit.isRunning", true, true, true, false);

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made()).filteredOn("getQueryExecution"::equals).hasSize(3);
    assertThat(calls.made()).filteredOn("audit.check"::equals).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit.claim",
        "audit.ask",
        "startQueryExecution",
        "getQueryExecution",
        "audit.check",
        "audit.judge",
        "audit.recovered"
      })
  void alertsOfTroubleAndAbandonsRunWhenStepFails(String step) {
    calls.prepare("audit.isRunning", true, false);
    calls.fail(step, new IllegalStateException("broken"));

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made())
        .startsWith(STEPS.subList(0, STEPS.indexOf(step) + 1).toArray(String[]::new))
        .endsWith("audit.failure", ALERT, "audit.abandon")
        .hasSize(STEPS.indexOf(step) + 4);
    assertThat(alert()).isEqualTo("trouble");
  }

  @Test
  void asksNothingWhenEarlierFindingsCannotBeDelivered() {
    calls.fail(DELIVER, new IllegalStateException("store is down"));

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made())
        .containsExactly("audit.claim", DELIVER, "audit.failure", ALERT, "audit.abandon");
  }

  @Test
  void doesNotAbandonRunWhoseTroubleIsNotRegistered() {
    calls.fail("audit.ask", new IllegalStateException("broken"));
    calls.fail(ALERT, new IllegalStateException("store is down"));

    assertThat(run(ROUTE, "S3-01").getException()).hasMessage("store is down");

    assertThat(calls.made()).contains(ALERT).doesNotContain("audit.abandon");
  }

  @Test
  void endsWhenRunIsNotClaimed() {
    calls.prepare("audit.claim ends the route", true);

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made()).containsExactly("audit.claim");
  }

  @Test
  void endsWhenRunIsPostponed() {
    calls.prepare("audit.isRunning", true);
    calls.prepare("audit.check ends the route", true);

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made()).endsWith("getQueryExecution", "audit.check");
  }

  @Test
  void leavesRunUnjudgedWhenServiceStops() {
    calls.prepare("audit.stopWithoutAnswer ends the route", true);

    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made()).endsWith("startQueryExecution", "audit.stopWithoutAnswer");
  }

  private Object alert() {
    return mock(ALERT).getReceivedExchanges().get(0).getMessage().getBody();
  }

  /** Client that the endpoint requires; the mock answers in its place. */
  private static final class UnusedAthena implements AthenaClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
