package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "60-alert", with = "90-errors")
final class AlertRegistrationRouteTest extends ShippedRouteTest {
  private static final String REGISTER = "60-alert";
  private static final String DELIVER = "60-alert-tell";
  private static final String WATCH = "60-alert-watch";
  private static final String EVENTS = "seda:alert-events";
  private static final String SINKS = "direct:alert-route";

  @Override
  Map<String, Object> beans() {
    return Map.of("alert", new FakeAlerts.Alert(calls), "failures", new FakeIntake.Failures(calls));
  }

  @Override
  void advise() throws Exception {
    advise(REGISTER, EVENTS);
    advise(DELIVER, EVENTS, SINKS);
    advise(WATCH, EVENTS);
  }

  @Test
  void registersFindingAndQueuesItsEvents() {
    Exchange registered = run(REGISTER, "begin update");

    assertThat(registered.getException()).isNull();
    assertThat(registered.getMessage().getBody()).isEqualTo("begin update");
    assertThat(calls.made()).containsExactly("alert.register", EVENTS, EVENTS);
    assertThat(queued()).containsExactly("begin", "update");
  }

  @Test
  void failsForCallerWhenFindingCannotBeRegistered() {
    calls.fail("alert.register", new IllegalStateException("store is down"));

    assertThat(run(REGISTER, "begin").getException()).hasMessage("store is down");

    assertThat(calls.made()).containsExactly("alert.register");
  }

  @Test
  void deliversEventAndRecordsThat() {
    assertThat(run(DELIVER, "begin").getException()).isNull();

    assertThat(calls.made()).containsExactly(SINKS, "alert.delivered begin");
  }

  @Test
  void queuesNextEventOfIncidentAfterDelivery() {
    calls.prepare("alert.hasNext", true);

    assertThat(run(DELIVER, "begin").getException()).isNull();

    assertThat(calls.made()).containsExactly(SINKS, "alert.delivered begin", EVENTS);
    assertThat(queued()).containsExactly("next");
  }

  @Test
  void recordsFailedDeliveryAndHandlesIt() {
    calls.fail(SINKS, new IllegalStateException("lost"));

    assertThat(run(DELIVER, "begin").getException()).isNull();

    assertThat(calls.made()).containsExactly(SINKS, "alert.failed begin");
  }

  @Test
  void recordsFailureWhenDeliveryCannotBeRecorded() {
    calls.fail("alert.delivered begin", new IllegalStateException("store is down"));

    assertThat(run(DELIVER, "begin").getException()).isNull();

    assertThat(calls.made()).containsExactly(SINKS, "alert.delivered begin", "alert.failed begin");
  }

  @Test
  void queuesDueEvents() {
    assertThat(run(WATCH, null).getException()).isNull();

    assertThat(calls.made()).containsExactly("alert.due", EVENTS, EVENTS);
    assertThat(queued()).containsExactly("due1", "due2");
  }

  @Test
  void queuesNothingWhenDueEventsAreUnknown() {
    calls.fail("alert.due", new IllegalStateException("store is down"));

    assertThat(run(WATCH, null).getException()).hasMessage("store is down");

    assertThat(calls.made()).containsExactly("alert.due");
  }

  private Iterable<Object> queued() {
    return mock(EVENTS).getReceivedExchanges().stream()
        .map(it -> it.getMessage().getBody())
        .toList();
  }
}
