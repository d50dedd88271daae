package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "40-canary", with = "90-errors")
final class CanaryRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "40-canary";

  /** Bean {@code canary}. */
  public record FakeCanary(CallLog calls) {
    public void send(Exchange exchange) {
      calls.record("canary.send");
      exchange.getMessage().setBody("sent");
    }

    public boolean isInProgress() {
      return calls.answer("canary.isInProgress");
    }

    public String check() {
      calls.record("canary.check");
      return "seen";
    }

    public List<String> reports(Exchange exchange) {
      calls.record("canary.reports " + exchange.getMessage().getBody());
      return List.of("late", "missing");
    }
  }

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "canary", new FakeCanary(calls),
        "findings", new FakeAlerts.Findings(calls),
        "failures", new FakeIntake.Failures(calls));
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of(
        "waybill.canary.scheduled", "true", "waybill.canary.period", "1000", "canary.pause", "1");
  }

  @Override
  void advise() throws Exception {
    advise(ROUTE);
  }

  @Test
  void followsCanaryUntilEachStepEndedAndRaisesFindings() {
    calls.prepare("canary.isInProgress", true, true, false);

    assertThat(run(ROUTE, null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "canary.send",
            "canary.check",
            "canary.check",
            "canary.reports seen",
            "findings.raise late",
            "findings.raise missing");
  }

  @Test
  void followsNothingWhenCanaryCannotBeSent() {
    calls.prepare("canary.isInProgress", true);
    calls.fail("canary.send", new IllegalStateException("no answer"));

    assertThat(run(ROUTE, null).getException()).hasMessage("no answer");

    assertThat(calls.made()).containsExactly("canary.send", "failures.willRetry");
  }

  @Test
  void raisesNextFindingAfterFailure() {
    calls.fail("findings.raise late", new IllegalStateException("broken"));

    run(ROUTE, null);

    assertThat(calls.made()).containsSubsequence("findings.raise late", "findings.raise missing");
  }
}
