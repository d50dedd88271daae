package dev.waybill.camel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import dev.waybill.settings.SinkSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Delivery by the routes to a real Alertmanager, at {@code WAYBILL_ALERTMANAGER}; skipped without
 * one.
 */
class AlertmanagerIT {
  private static final Path EVENTS = Path.of("target/alertmanager-events.jsonl");

  private final String url = System.getProperty("WAYBILL_ALERTMANAGER", "");
  private final HttpClient http = HttpClient.newHttpClient();
  private final String run = UUID.randomUUID().toString();
  @TempDir Path folder;
  private AlertRoutes routes;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeFalse(url.isEmpty(), "skipped: WAYBILL_ALERTMANAGER names none");
    routes = new AlertRoutes(folder.resolve("alerts.jsonl"), Clock.systemUTC()).remindEvery(1000);
    routes.start(
        new SinkSettings(Map.of(), null, null, null, url, null, null, null),
        UnaryOperator.identity());
  }

  @AfterEach
  void keepEvents() throws Exception {
    if (routes != null) {
      routes.close();
      Files.write(EVENTS, routes.lines(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  @Test
  void acceptsIncidentWithUntrustedInputAsText() throws Exception {
    AlertEvent event = event("one", "S3-03", Kind.BEGIN);

    routes.deliver(event);

    JsonNode alert = alert(event);
    assertThat(alert.at("/annotations/message").asText()).isEqualTo(AlertEvents.UNTRUSTED);
    assertThat(alert.at("/status/state").asText()).isIn("active", "unprocessed");
    assertThat(alert.at("/labels/severity").asText()).isEqualTo("high");
    assertThat(routes.store().waiting("alertmanager")).isEmpty();
  }

  @Test
  void groupsIncidentsOfOneRule() throws Exception {
    String rule = "GR-" + run.substring(0, 8);
    routes.deliver(event("one", rule, Kind.BEGIN));
    routes.deliver(event("two", rule, Kind.BEGIN));

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        StreamSupport.stream(get("/api/v2/alerts/groups").spliterator(), false)
                            .filter(
                                it ->
                                    it.at("/labels/alertname").asText().equals("Waybill " + rule)))
                    .singleElement()
                    .satisfies(group -> assertThat(group.at("/alerts")).hasSize(2)));
  }

  @Test
  void remindersKeepAlertActive() throws Exception {
    AlertEvent event = event("one", "S3-03", Kind.BEGIN);
    routes.deliver(event);
    Instant ends = Instant.parse(alert(event).at("/endsAt").asText());

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Instant.parse(alert(event).at("/endsAt").asText()).isAfter(ends));
  }

  @Test
  void endResolvesAlert() throws Exception {
    AlertEvent begin = event("one", "S3-03", Kind.BEGIN);
    AlertEvent other = event("two", "S3-03", Kind.BEGIN);
    routes.deliver(begin);
    routes.deliver(other);
    assertThat(alert(begin)).isNotNull();

    routes.deliver(event("one", "S3-03", Kind.END));

    await().atMost(Duration.ofMinutes(1)).until(() -> alert(begin) == null);
    assertThat(alert(other)).isNotNull();
  }

  private AlertEvent event(String uid, String rule, Kind kind) {
    return AlertEvents.event(
        run + "/" + uid + AlertEvents.UNTRUSTED, rule, kind, Severity.HIGH, AlertEvents.UNTRUSTED);
  }

  /** Returns the incident among Alertmanager's active alerts; null when it is not active. */
  private JsonNode alert(AlertEvent event) throws IOException, InterruptedException {
    for (JsonNode alert : get("/api/v2/alerts")) {
      if (alert.at("/labels/uid").asText().equals(IncidentName.of(event.uid()))) {
        return alert;
      }
    }
    return null;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(URI.create(url + path)).build();
    return new ObjectMapper().readTree(http.send(get, BodyHandlers.ofString()).body());
  }
}
