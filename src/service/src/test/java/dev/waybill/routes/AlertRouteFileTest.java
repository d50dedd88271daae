package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CoversRoutes(value = "60-alert-route", with = "90-errors")
final class AlertRouteFileTest extends ShippedRouteTest {
  private static final String ROUTE = "60-alert-route";

  /** Lowest rank of each sink with a filter, in the order of the route. */
  private static final Map<String, Integer> RANKS = ranks();

  @Override
  Map<String, Object> beans() {
    return Map.of(
        "alertRouting", new FakeAlerts.AlertRouting(calls),
        "sinks", new FakeAlerts.Sinks(calls),
        "failures", new FakeIntake.Failures(calls));
  }

  @Override
  Map<String, String> placeholders() {
    Map<String, String> ranks = new HashMap<>();
    RANKS.forEach((sink, rank) -> ranks.put("waybill.alert." + sink + ".rank", rank.toString()));
    return ranks;
  }

  @Override
  void advise() throws Exception {
    List<String> sinks = new ArrayList<>(List.of("direct:alert-log", "direct:alert-file"));
    RANKS.keySet().forEach(it -> sinks.add("direct:alert-" + it));
    advise(ROUTE, sinks.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void deliversToLogAndFileAndToSinksOfThatRank(int severity) {
    List<String> expected =
        new ArrayList<>(List.of("alertRouting.describe", "direct:alert-log", "direct:alert-file"));
    RANKS.forEach(
        (sink, rank) -> {
          if (severity >= rank) {
            expected.add("direct:alert-" + sink);
          }
        });
    expected.add("sinks.confirm");

    assertThat(run(ROUTE, severity).getException()).isNull();

    assertThat(calls.made()).containsExactlyElementsOf(expected);
  }

  @Test
  void failsForCallerWhenDeliveryIsNotConfirmed() {
    calls.fail("sinks.confirm", new IllegalStateException("lost"));

    assertThat(run(ROUTE, 1).getException()).hasMessage("lost");

    assertThat(calls.made()).endsWith("sinks.confirm");
  }

  @Test
  void deliversNothingWhenEventCannotBeDescribed() {
    calls.fail("alertRouting.describe", new IllegalStateException("no event"));

    assertThat(run(ROUTE, 5).getException()).hasMessage("no event");

    assertThat(calls.made()).containsExactly("alertRouting.describe");
  }

  private static Map<String, Integer> ranks() {
    Map<String, Integer> ranks = new LinkedHashMap<>();
    ranks.put("sns", 1);
    ranks.put("sqs", 2);
    ranks.put("eventbridge", 3);
    ranks.put("alertmanager", 4);
    ranks.put("pagerduty", 5);
    ranks.put("slack", 9);
    ranks.put("mail", 2);
    return ranks;
  }
}
