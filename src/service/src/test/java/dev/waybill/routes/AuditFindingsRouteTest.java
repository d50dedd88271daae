package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "50-audit-tell", with = "90-errors")
final class AuditFindingsRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "50-audit-tell";
  private static final String ALERT = "direct:alert";

  @Override
  Map<String, Object> beans() {
    return Map.of("audit", new FakeAudit(calls), "failures", new FakeIntake.Failures(calls));
  }

  @Override
  void advise() throws Exception {
    advise(ROUTE, ALERT);
  }

  @Test
  void registersEachFindingAndThenRecordsThat() {
    assertThat(run(ROUTE, "S3-01").getException()).isNull();

    assertThat(calls.made()).containsExactly("audit.unreported", ALERT, ALERT, "audit.reported");
    assertThat(mock(ALERT).getReceivedExchanges())
        .extracting(it -> it.getMessage().getBody())
        .containsExactly("finding1", "finding2");
  }

  @Test
  void stopsAtFindingThatCannotBeRegistered() {
    calls.fail(ALERT, new IllegalStateException("store is down"));

    assertThat(run(ROUTE, "S3-01").getException()).hasRootCauseMessage("store is down");

    assertThat(calls.made()).containsExactly("audit.unreported", ALERT);
  }

  @Test
  void failsForCallerWhenDeliveryCannotBeRecorded() {
    calls.fail("audit.reported", new IllegalStateException("store is down"));

    assertThat(run(ROUTE, "S3-01").getException()).hasMessage("store is down");

    assertThat(calls.made()).containsExactly("audit.unreported", ALERT, ALERT, "audit.reported");
  }
}
