package dev.waybill.camel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.Severity;
import dev.waybill.alert.delivery.AlertLostException;
import dev.waybill.settings.Secret;
import dev.waybill.settings.SinkSettings;
import dev.waybill.testing.ManualClock;
import dev.waybill.testing.RecordingHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipped routes of {@code routes/} that deliver to sinks, also as an operator may edit them. */
final class AlertRoutesTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Secret KEY = new Secret("R0UT1NGK3Y");
  private final RecordingHttpServer pager = new RecordingHttpServer();
  private final RecordingHttpServer slack = new RecordingHttpServer();
  private final RecordingHttpServer alertmanager = new RecordingHttpServer();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
  private final AlertRoutes routes;

  AlertRoutesTest(@TempDir Path folder) {
    routes = new AlertRoutes(folder.resolve("alerts.jsonl"), clock);
  }

  @AfterEach
  void close() {
    routes.close();
    pager.close();
    slack.close();
    alertmanager.close();
  }

  @Test
  void deliversToEveryConfiguredSink() throws Exception {
    start();

    deliver(AlertEvents.untrusted());

    assertThat(routes.lines()).hasSize(1);
    assertThat(json(pager).at("/payload/custom_details/message").asText())
        .isEqualTo(AlertEvents.UNTRUSTED);
    assertThat(json(slack).at("/blocks/0/text/text").asText()).contains("&lt;script&gt;");
    assertThat(json(alertmanager).at("/0/annotations/message").asText())
        .isEqualTo(AlertEvents.UNTRUSTED);
    assertThat(routes.listener().results())
        .containsExactlyInAnyOrder(
            "log delivered",
            "file delivered",
            "pagerduty delivered",
            "slack delivered",
            "alertmanager delivered");
  }

  @Test
  void skipsSinksWithAHigherLeastSeverity() throws Exception {
    routes.least("pagerduty", 5).least("slack", 2);
    start();

    deliver(AlertEvents.event("a", Kind.BEGIN, Severity.LOW, "m"));
    deliver(AlertEvents.event("b", Kind.BEGIN, Severity.HIGH, "m"));
    deliver(AlertEvents.event("c", Kind.BEGIN, Severity.CRITICAL, "m"));

    assertThat(routes.lines()).hasSize(3);
    assertThat(pager.requests()).hasSize(1);
    assertThat(slack.requests()).hasSize(3);
    assertThat(alertmanager.requests()).hasSize(2);
  }

  @Test
  void incidentThatCaseTellsReachesLogAndFileOnly() throws Exception {
    start();

    deliver(AlertEvents.toldInCase("a", Severity.CRITICAL));

    assertThat(routes.lines()).hasSize(1);
    assertThat(routes.listener().results())
        .containsExactlyInAnyOrder("log delivered", "file delivered");
  }

  @Test
  void deliversAtOnceWhenSinkRecoversWithinTheRetries() throws Exception {
    pager.respondOnce(503).respondOnce(500);
    start();

    deliver(AlertEvents.begin("a"));

    assertThat(pager.requests()).hasSize(3);
    assertThat(routes.listener().results()).contains("pagerduty delivered");
    assertThat(routes.custodyPolicyCalls()).isZero();
    assertThat(routes.store().waiting("pagerduty")).isEmpty();
  }

  @Test
  void keepsUndeliveredEventAndDeliversItLater() throws Exception {
    pager.respondWith(503, "maintenance");
    start();

    deliver(AlertEvents.begin("a"));
    assertThat(pager.requests()).hasSize(3);
    assertThat(slack.requests()).hasSize(1);
    assertThat(routes.store().waiting("pagerduty")).hasSize(1);
    deliver(AlertEvents.end("a"));
    assertThat(routes.store().waiting("pagerduty")).hasSize(2);
    int before = pager.requests().size();
    pager.respondWith(202, "ok");
    clock.advance(Duration.ofMinutes(1));

    await().atMost(LIMIT).until(() -> routes.store().waiting("pagerduty").isEmpty());
    assertThat(pager.bodies().subList(before, pager.bodies().size()).stream().map(this::action))
        .filteredOn(it -> !it.isEmpty())
        .endsWith("trigger", "resolve");
  }

  @Test
  void setsRejectedEventAsideAfterOneAttempt() throws Exception {
    slack.respondWith(400, "invalid_payload");
    start();

    deliver(AlertEvents.begin("a"));

    assertThat(slack.requests()).hasSize(1);
    assertThat(routes.store().rejected()).hasSize(1);
    assertThat(routes.store().waiting("slack")).isEmpty();
    assertThat(routes.listener().results()).contains("slack rejected", "pagerduty delivered");
    assertThat(routes.custodyPolicyCalls()).isZero();
  }

  @Test
  void failsForLostEventAfterDeliveringToOtherSinks() throws Exception {
    alertmanager.respondWith(500, "");
    start();
    routes.store().down(true);

    assertThatThrownBy(() -> deliver(AlertEvents.begin("a")))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseInstanceOf(AlertLostException.class)
        .rootCause()
        .hasMessageContaining("[alertmanager]");
    assertThat(pager.requests()).hasSize(1);
    assertThat(slack.requests()).hasSize(1);
    routes.store().down(false);
    deliver(AlertEvents.begin("a"));
    assertThat(routes.store().waiting("alertmanager")).hasSize(1);
  }

  @Test
  void onlyAlertmanagerReceivesReminders() throws Exception {
    routes.remindEvery(200);
    start();
    deliver(AlertEvents.begin("a"));
    deliver(AlertEvents.begin("b"));
    deliver(AlertEvents.end("b"));
    int before = alertmanager.requests().size();

    await().atMost(LIMIT).until(() -> alertmanager.requests().size() >= before + 2);

    assertThat(alertmanager.bodies().subList(before, before + 2))
        .allSatisfy(body -> assertThat(body).doesNotContain("endsAt"));
    assertThat(pager.requests()).hasSize(3);
    assertThat(slack.requests()).hasSize(3);
    assertThat(routes.lines()).hasSize(3);
  }

  /** Runs the example of docs/reference/alerts.md. */
  @Test
  void documentedExampleRoutesOneAuditToOneSink() throws Exception {
    String example = Files.readString(Path.of("docs/reference/alerts.md"));
    String yaml = example.substring(example.indexOf("```yaml\n") + 8);
    String steps = yaml.substring(0, yaml.indexOf("```")).indent(8);
    start(
        route ->
            route.replace(
                "        - filter:\n            id: 60-alert-route-sns\n",
                steps + "        - filter:\n            id: 60-alert-route-sns\n"));

    deliver(AlertEvents.event("a", "S3-16", Kind.BEGIN, Severity.LOW, "m"));
    deliver(AlertEvents.event("b", "S3-03", Kind.BEGIN, Severity.LOW, "m"));
    deliver(AlertEvents.event("c", "'S3-16' || 1 == 1", Kind.BEGIN, Severity.LOW, "m"));

    assertThat(pager.requests()).hasSize(1);
    assertThat(json(pager).at("/payload/class").asText()).isEqualTo("S3-16");
    assertThat(slack.requests()).isEmpty();
    assertThat(alertmanager.requests()).isEmpty();
    assertThat(routes.lines()).hasSize(3);
  }

  private void start() throws Exception {
    start(UnaryOperator.identity());
  }

  private void start(UnaryOperator<String> edit) throws Exception {
    SinkSettings settings =
        new SinkSettings(
            Map.of(),
            null,
            null,
            null,
            alertmanager.url(""),
            new SinkSettings.PagerDuty(pager.url("/v2/enqueue"), KEY),
            new Secret(slack.url("/services/s3cr3t")),
            null);
    routes.start(settings, edit);
  }

  private void deliver(AlertEvent event) {
    routes.deliver(event);
  }

  private String action(String body) {
    try {
      return new ObjectMapper().readTree(body).at("/event_action").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(RecordingHttpServer stand) throws IOException {
    return new ObjectMapper().readTree(stand.bodies().get(0));
  }
}
