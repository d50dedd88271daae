package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.camel.AllRecordsAggregation;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "10-intake", with = "90-errors")
final class IntakeRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "10-intake";
  private static final String SEAL = "direct:seal";
  private static final String PROMOTE = "direct:promote";

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.intake.worked", "true");
  }

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "intake", new FakeIntake.Intake(calls),
        "promotion", new FakeIntake.Purpose(),
        "ledger", new FakeIntake.Ledger(calls),
        "hooks", new FakeHooks(calls),
        "failures", new FakeIntake.Failures(calls),
        "everyRecord", new AllRecordsAggregation(),
        "workers", new SynchronousExecutorService());
  }

  @Override
  void advise() throws Exception {
    advise(ROUTE, SEAL, PROMOTE);
    mock(PROMOTE)
        .whenAnyExchangeReceived(
            exchange -> {
              calls.record(PROMOTE);
              exchange.getMessage().setBody(FakeIntake.outcome());
            });
  }

  @Test
  void sealsAndPromotesReceivedObject() {
    Exchange message = run(ROUTE, "object");

    assertThat(message.getException()).isNull();
    assertThat(calls.made())
        .containsExactly(
            "intake.read",
            "intake.receive object",
            SEAL,
            PROMOTE,
            "ledger.requireEnd",
            "hooks.promoted");
  }

  @Test
  void skipsRecordThatNeedsNoCustody() {
    assertThat(run(ROUTE, "skip").getException()).isNull();

    assertThat(calls.made())
        .containsExactly("intake.read", "ledger.skipped", "ledger.requireEnd", "hooks.promoted");
  }

  @Test
  void sealsCanaryAndDoesNotPromoteIt() {
    assertThat(run(ROUTE, "canary").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "intake.read",
            "intake.receive canary",
            SEAL,
            "ledger.canary",
            "ledger.requireEnd",
            "hooks.promoted");
  }

  @Test
  void takesEachRecordOfMessageInOrder() {
    assertThat(run(ROUTE, "a skip b").getException()).isNull();

    assertThat(calls.made())
        .containsSubsequence("intake.receive a", "ledger.skipped", "intake.receive b")
        .filteredOn("ledger.requireEnd"::equals)
        .hasSize(3);
  }

  @Test
  void keepsMessageWhenSealingFailsForNow() {
    calls.fail(SEAL, new IllegalStateException("no answer"));

    Exchange message = run(ROUTE, "object");

    assertThat(message.getException()).hasMessage("no answer");
    assertThat(calls.made())
        .containsExactly("intake.read", "intake.receive object", SEAL, "failures.willRetry");
  }

  @Test
  void endsMessageWhenSealingFailsForGood() {
    calls.fail(SEAL, new IllegalStateException("altered"));
    calls.prepare("failures.isFinal", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "intake.read", "intake.receive object", SEAL, "failures.resolve", "hooks.promoted");
  }

  @Test
  void finishesOtherRecordsWhenOneFailsForNow() {
    calls.fail("intake.receive a", new IllegalStateException("no answer"));

    assertThat(run(ROUTE, "a b").getException()).hasMessage("no answer");

    assertThat(calls.made()).containsSubsequence("failures.willRetry", "intake.receive b", PROMOTE);
  }

  @Test
  void keepsMessageWhoseRecordLeavesWithoutOutcome() {
    mock(PROMOTE).whenAnyExchangeReceived(exchange -> calls.record(PROMOTE));

    assertThat(run(ROUTE, "object").getException()).hasMessageContaining("without an outcome");
  }

  @Test
  void callsHookAfterRecordsOfMessageEnded() {
    assertThat(run(ROUTE, "a b").getException()).isNull();

    assertThat(calls.made()).endsWith("ledger.requireEnd", "hooks.promoted");
    assertThat(calls.made()).filteredOn("hooks.promoted"::equals).hasSize(1);
  }

  @Test
  void keepsMessageWhenHookFails() {
    calls.fail("hooks.promoted", new IllegalStateException("no answer"));

    assertThat(run(ROUTE, "object").getException()).hasMessage("no answer");

    assertThat(calls.made()).endsWith("hooks.promoted", "failures.willRetry");
  }

  @Test
  void callsNoHookWhileRecordOfMessageFails() {
    calls.fail("intake.receive a", new IllegalStateException("no answer"));

    assertThat(run(ROUTE, "a b").getException()).hasMessage("no answer");

    assertThat(calls.made()).doesNotContain("hooks.promoted");
  }
}
