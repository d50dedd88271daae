package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@CoversRoutes(value = "50-baseline", with = "90-errors")
final class BaselineRouteTest extends ShippedRouteTest {
  private static final String ROUTE = "50-baseline";

  /** Bean {@code baseline}. */
  public record FakeBaseline(CallLog calls) {
    public List<String> reports() {
      calls.record("baseline.reports");
      return List.of("lock", "versioning");
    }
  }

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "baseline", new FakeBaseline(calls),
        "findings", new FakeAlerts.Findings(calls),
        "failures", new FakeIntake.Failures(calls));
  }

  @Override
  Map<String, String> placeholders() {
    return Map.of("waybill.baseline.scheduled", "true", "waybill.baseline.period", "1000");
  }

  @Override
  void advise() throws Exception {
    advise(ROUTE);
  }

  @Test
  void raisesEachFinding() {
    assertThat(run(ROUTE, null).getException()).isNull();

    assertThat(calls.made())
        .containsExactly("baseline.reports", "findings.raise lock", "findings.raise versioning");
  }

  @Test
  void raisesNothingWhenCheckFails() {
    calls.fail("baseline.reports", new IllegalStateException("denied"));

    assertThat(run(ROUTE, null).getException()).hasMessage("denied");

    assertThat(calls.made()).containsExactly("baseline.reports", "failures.willRetry");
  }

  @Test
  void raisesNextFindingAfterFailure() {
    calls.fail("findings.raise lock", new IllegalStateException("broken"));

    run(ROUTE, null);

    assertThat(calls.made())
        .containsSubsequence("findings.raise lock", "findings.raise versioning");
  }
}
