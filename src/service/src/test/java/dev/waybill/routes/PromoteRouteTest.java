package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

@CoversRoutes(value = "30-promote", with = "90-errors")
final class PromoteRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "30-promote";
  private static final String S3 = "aws2-s3:named-by-the-request";
  private static final List<String> DELETION =
      List.of("promotion.deleteRequest", "deleteObject", "ledger.promoted");

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
    advise(ROUTE, S3);
  }

  @Test
  void copiesJudgesAndThenDeletesSource() {
    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .startsWith("hooks.sealed", "promotion.copyRequest", "copyObject", "promotion.judge")
        .endsWith(last())
        .hasSize(7);
    assertThat(mock(S3).getReceivedExchanges())
        .extracting(it -> it.getMessage().getBody())
        .containsExactly("the copy", "the version");
  }

  @Test
  void keepsCopyThatWasMadeAhead() {
    calls.prepare("promotion.isCopied", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .startsWith("hooks.sealed", "promotion.keep")
        .endsWith(last())
        .hasSize(5);
  }

  @Test
  void copiesLargeObjectInParts() {
    calls.prepare("promotion.needsParts", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .startsWith("hooks.sealed", "promotion.copyInParts")
        .endsWith(last())
        .hasSize(5);
  }

  @Test
  void contestsOccupiedDestination() {
    calls.fail("copyObject", S3Exception.builder().message("occupied").build());

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .startsWith("hooks.sealed", "promotion.copyRequest", "copyObject", "promotion.contest")
        .endsWith(last())
        .hasSize(7);
  }

  @Test
  void deletesNothingWhenVersionIsSuperseded() {
    calls.fail("copyObject", S3Exception.builder().message("occupied").build());
    calls.prepare("promotion.isSuperseded", true);

    assertThat(run(ROUTE, "object").getException()).isNull();

    assertThat(calls.made())
        .containsExactly(
            "hooks.sealed",
            "promotion.copyRequest",
            "copyObject",
            "promotion.contest",
            "ledger.superseded");
  }

  @Test
  void deletesNothingWhenCopyFails() {
    assertFails("copyObject", "hooks.sealed", "promotion.copyRequest", "copyObject");
  }

  @Test
  void deletesNothingWhenCopyDiffersFromSeal() {
    assertFails(
        "promotion.judge",
        "hooks.sealed",
        "promotion.copyRequest",
        "copyObject",
        "promotion.judge");
  }

  @Test
  void deletesNothingWhenCopyInPartsFails() {
    calls.prepare("promotion.needsParts", true);

    assertFails("promotion.copyInParts", "hooks.sealed", "promotion.copyInParts");
  }

  @Test
  void copiesNothingWhenHookFails() {
    assertFails("hooks.sealed", "hooks.sealed");
  }

  @Test
  void recordsNoPromotionWhenDeletionFails() {
    assertFails(
        "deleteObject",
        "hooks.sealed",
        "promotion.copyRequest",
        "copyObject",
        "promotion.judge",
        "promotion.deleteRequest",
        "deleteObject");
  }

  private void assertFails(String call, String... made) {
    calls.fail(call, new IllegalStateException("no answer"));

    Exchange exchange = run(ROUTE, "object");

    assertThat(exchange.getException()).hasMessage("no answer");
    assertThat(calls.made())
        .startsWith(made)
        .endsWith("failures.willRetry")
        .hasSize(made.length + 1);
  }

  private static String[] last() {
    return DELETION.toArray(String[]::new);
  }
}
