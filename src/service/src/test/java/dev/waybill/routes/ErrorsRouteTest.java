package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "90-errors", with = "30-promote")
final class ErrorsRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "30-promote";

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "promotion", new FakePromotion(calls),
        "ledger", new FakeIntake.Ledger(calls),
        "hooks", new FakeHooks(calls),
        "failures", new FakeIntake.Failures(calls),
        "s3", new UnusedS3());
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.raw.bucket", "raw");
  }

  @Override
  void advise() throws Exception {
    calls.prepare("promotion.isCopied", true);
    calls.fail("promotion.keep", new IllegalStateException("broken"));
    advise(ROUTE, "aws2-s3:named-by-the-request");
  }

  @Test
  void resolvesAndHandlesFinalFailure() {
    calls.prepare("failures.isFinal", true);

    Exchange message = run(ROUTE, "object");

    assertThat(message.getException()).isNull();
    assertThat(message.getMessage().getBody()).isEqualTo(FakeIntake.outcome());
    assertThat(calls.made()).containsExactly("hooks.sealed", "promotion.keep", "failures.resolve");
  }

  @Test
  void reportsPassingFailureAndLeavesItToQueue() {
    Exchange message = run(ROUTE, "object");

    assertThat(message.getException()).hasMessage("broken");
    assertThat(calls.made())
        .containsExactly("hooks.sealed", "promotion.keep", "failures.willRetry");
  }

  @Test
  void leavesMessageToQueueWhenResolutionFails() {
    calls.prepare("failures.isFinal", true);
    calls.fail("failures.resolve", new IllegalStateException("no dead-letter queue"));

    Exchange message = run(ROUTE, "object");

    assertThat(message.getException()).hasMessage("no dead-letter queue");
  }
}
