package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.delivery.AlertRejectedException;
import dev.waybill.alert.delivery.SinkUnavailableException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

@CoversRoutes(
    value = "60-alert-policy",
    with = {"60-alert-mail", "90-errors"})
final class AlertPolicyRouteTest extends ShippedRouteTest {
  private static final String SEND = "sinks.send mail";

  @Override
  Map<String, Object> beans() {
    return Map.of("sinks", new FakeAlerts.Sinks(calls), "failures", new FakeIntake.Failures(calls));
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("alert.pause", "1");
  }

  @Override
  void advise() {}

  @Test
  void retriesTwiceAndThenKeepsEventOfUnavailableSink() {
    calls.fail(SEND, new SinkUnavailableException("timed out"), 3);

    assertContinued(SEND, SEND, SEND, "sinks.undelivered mail");
  }

  @Test
  void keepsNothingWhenRetrySucceeds() {
    calls.fail(SEND, new SinkUnavailableException("timed out"), 2);

    assertContinued(SEND, SEND, SEND);
  }

  @Test
  void setsRejectedEventAsideWithoutRetry() {
    calls.fail(SEND, new AlertRejectedException("too large"));

    assertContinued(SEND, "sinks.rejected mail");
  }

  @Test
  void marksEventLostAfterAnyOtherFailureWithoutRetry() {
    calls.fail(SEND, new IllegalStateException("broken"));

    assertContinued(SEND, "sinks.lost mail");
  }

  private void assertContinued(String... made) {
    Exchange sent = send("direct:alert-mail", "event");

    assertThat(sent.getException()).isNull();
    assertThat(sent.isRouteStop()).isFalse();
    assertThat(calls.made()).containsExactly(made);
  }
}
