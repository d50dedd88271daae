package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "60-alert-again", with = "90-errors")
final class AlertRetryRouteTest extends ShippedRouteTest {
  private static final String RETRY = "60-alert-again";
  private static final String REMIND = "60-alert-remind";
  private static final String SINKS = "direct:alert-route";

  @Override
  Map<String, Object> beans() {
    return Map.of("sinks", new FakeAlerts.Sinks(calls), "failures", new FakeIntake.Failures(calls));
  }

  @Override
  void advise() throws Exception {
    advise(RETRY);
    advise(REMIND, SINKS);
  }

  @Test
  void retriesEachSink() {
    assertThat(run(RETRY, null).getException()).isNull();

    assertThat(calls.made()).containsExactly("sinks.retry sns", "sinks.retry mail");
  }

  @Test
  void retriesNextSinkAfterFailure() {
    calls.fail("sinks.retry sns", new IllegalStateException("broken"));

    run(RETRY, null);

    assertThat(calls.made()).containsSubsequence("sinks.retry sns", "sinks.retry mail");
  }

  @Test
  void remindsSinksOfOpenIncidents() {
    assertThat(run(REMIND, null).getException()).isNull();

    assertThat(mock(SINKS).getReceivedExchanges())
        .extracting(it -> it.getMessage().getBody())
        .containsExactly("open1", "open2");
  }

  @Test
  void remindsOfNextIncidentAfterFailure() {
    calls.fail(SINKS, new IllegalStateException("lost"));

    run(REMIND, null);

    assertThat(mock(SINKS).getReceivedExchanges()).hasSize(2);
  }
}
