package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.delivery.AlertRejectedException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CoversRoutes(
    value = {
      "60-alert-alertmanager",
      "60-alert-eventbridge",
      "60-alert-file",
      "60-alert-log",
      "60-alert-mail",
      "60-alert-pagerduty",
      "60-alert-slack",
      "60-alert-sns",
      "60-alert-sqs"
    },
    with = {"60-alert-policy", "90-errors"})
final class AlertSinkRoutesTest extends ShippedRouteTest {
  @Override
  Map<String, Object> beans() {
    return Map.of("sinks", new FakeAlerts.Sinks(calls), "failures", new FakeIntake.Failures(calls));
  }

  @Override
  void advise() {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alertmanager",
        "eventbridge",
        "file",
        "log",
        "mail",
        "pagerduty",
        "slack",
        "sns",
        "sqs"
      })
  void sendsEventToSinkOfThatName(String sink) {
    Exchange sent = send("direct:alert-" + sink, "event");

    assertThat(sent.getException()).isNull();
    assertThat(sent.getMessage().getBody()).isEqualTo("event");
    assertThat(calls.made()).containsExactly("sinks.send " + sink);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alertmanager",
        "eventbridge",
        "file",
        "log",
        "mail",
        "pagerduty",
        "slack",
        "sns",
        "sqs"
      })
  void leavesFailureToAlertPolicy(String sink) {
    calls.fail("sinks.send " + sink, new AlertRejectedException("too large"));

    Exchange sent = send("direct:alert-" + sink, "event");

    assertThat(sent.getException()).isNull();
    assertThat(calls.made()).containsExactly("sinks.send " + sink, "sinks.rejected " + sink);
  }
}
