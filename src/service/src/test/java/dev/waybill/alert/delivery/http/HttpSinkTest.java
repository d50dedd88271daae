package dev.waybill.alert.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.AlertEvents;
import dev.waybill.alert.Handling.State;
import dev.waybill.alert.delivery.AlertRejectedException;
import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.SinkUnavailableException;
import dev.waybill.settings.Secret;
import dev.waybill.settings.SinkSettings;
import dev.waybill.testing.ClosedPort;
import dev.waybill.testing.RecordingHttpServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the HTTP sinks, and the meaning of each response. */
final class HttpSinkTest {
  private static final String KEY = "R0UT1NGK3Y";
  private static final String HOOK = "/services/T0/B0/s3cr3t";
  private final RecordingHttpServer stand = new RecordingHttpServer();

  @AfterEach
  void close() {
    stand.close();
  }

  @Test
  void sendsEventToPagerduty() throws IOException {
    stand.respondWith(202, "{\"status\":\"success\"}");

    pagerDuty(stand.url("/v2/enqueue")).send(AlertEvents.untrusted());

    RecordingHttpServer.Request request = stand.requests().get(0);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v2/enqueue");
    assertThat(request.headers()).containsEntry("content-type", "application/json");
    assertThat(json(request).at("/payload/custom_details/message").asText())
        .isEqualTo(AlertEvents.UNTRUSTED);
    assertThat(request.headers().toString()).doesNotContain("script", "jndi");
  }

  @Test
  void acknowledgesAtPagerdutyAfterTheUpdateThatTellsIt() throws IOException {
    stand.respondWith(202, "{\"status\":\"success\"}");
    Sink pagerDuty = pagerDuty(stand.url("/v2/enqueue"));

    pagerDuty.send(AlertEvents.decided(Kind.UPDATE, State.ACKNOWLEDGED));
    pagerDuty.send(AlertEvents.update("uid"));

    List<String> actions = new ArrayList<>();
    for (RecordingHttpServer.Request request : stand.requests()) {
      actions.add(json(request).path("event_action").asText());
    }
    assertThat(actions).containsExactly("trigger", "acknowledge", "trigger");
  }

  @Test
  void sendsMessageToSlack() throws IOException {
    slack(stand.url(HOOK)).send(AlertEvents.untrusted());

    RecordingHttpServer.Request request = stand.requests().get(0);
    assertThat(request.path()).isEqualTo(HOOK);
    assertThat(json(request).at("/blocks/0/text/text").asText()).contains("&lt;script&gt;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/api/v2", "/api/v2/alerts", "/am", "/am/", "/am/api/v2/alerts/"})
  void sendsOneAlertBelowTheAddressOfAlertmanager(String base) throws IOException {
    alertmanager(stand.url(base)).send(AlertEvents.untrusted());

    RecordingHttpServer.Request request = stand.requests().get(0);
    assertThat(request.path()).isEqualTo((base.startsWith("/am") ? "/am" : "") + "/api/v2/alerts");
    assertThat(json(request)).hasSize(1);
    assertThat(json(request).at("/0/annotations/message").asText())
        .isEqualTo(AlertEvents.UNTRUSTED);
  }

  static Stream<Sink> sinks(RecordingHttpServer stand) {
    return Stream.of(
        pagerDuty(stand.url("/v2/enqueue")), slack(stand.url(HOOK)), alertmanager(stand.url("")));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 408, 429, 301, 302, 401, 403, 404, 410})
  void retriesStatusesThatMayChange(int status) {
    stand.respondWith(status, "not now");

    sinks(stand)
        .forEach(
            sink ->
                assertThatThrownBy(() -> sink.send(AlertEvents.begin("a")))
                    .isInstanceOf(SinkUnavailableException.class)
                    .hasMessageContaining("answered " + status + " not now")
                    .hasMessageStartingWith("waybill.alert."));
    assertThat(stand.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void rejectsEventForStatusesThatBlameIt(int status) {
    stand.respondWith(status, "invalid_payload");

    sinks(stand)
        .forEach(
            sink ->
                assertThatThrownBy(() -> sink.send(AlertEvents.begin("a")))
                    .isInstanceOf(AlertRejectedException.class)
                    .hasMessageContaining("invalid_payload"));
  }

  static Stream<Arguments> pauses() {
    return Stream.of(
        Arguments.of("30", Duration.ofSeconds(30)),
        Arguments.of("0", Duration.ZERO),
        Arguments.of("-1", Duration.ZERO),
        Arguments.of("soon", Duration.ZERO),
        Arguments.of("99999999999999999999", Duration.ZERO),
        Arguments.of("Wed, 21 Oct 2026 07:28:00 GMT", Duration.ZERO));
  }

  @ParameterizedTest
  @MethodSource("pauses")
  void parsesRetryAfter(String header, Duration pause) {
    stand.respondWith(429, "slow down", Map.of("Retry-After", header));

    var e =
        catchThrowableOfType(
            SinkUnavailableException.class,
            () -> slack(stand.url(HOOK)).send(AlertEvents.begin("a")));

    assertThat(e.pause()).isEqualTo(pause);
  }

  @Test
  void hangingSinkTimesOutSoon() {
    stand.neverRespond();

    assertThatThrownBy(() -> alertmanager(stand.url("")).send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class)
        .hasMessage("waybill.alert.alertmanager.url timed out after 2500 ms");
  }

  @Test
  void unreachableSinkIsNamed() {
    try (ClosedPort port = new ClosedPort()) {
      Sink sink = alertmanager("http://127.0.0.1:" + port.number());

      assertThatThrownBy(() -> sink.send(AlertEvents.begin("a")))
          .isInstanceOf(SinkUnavailableException.class)
          .hasMessageStartingWith("waybill.alert.alertmanager.url cannot be reached: ");
    }
  }

  @Test
  void errorContainsNeitherSecretNorLineBreak() {
    stand.respondWith(403, "no such key " + KEY + "\r\nforged line " + "x".repeat(5000));

    assertThatThrownBy(() -> pagerDuty(stand.url("/")).send(AlertEvents.begin("a")))
        .hasMessageContaining("no such key ***\\u000d\\u000aforged")
        .message()
        .doesNotContain(KEY)
        .hasSizeLessThan(300);
    assertThatThrownBy(() -> slack(stand.url(HOOK)).send(AlertEvents.begin("a")))
        .message()
        .doesNotContain("s3cr3t");
  }

  @Test
  void doesNotFollowRedirects() {
    stand.respondWith(307, "", Map.of("Location", stand.url("/elsewhere")));

    assertThatThrownBy(() -> slack(stand.url(HOOK)).send(AlertEvents.begin("a")))
        .isInstanceOf(SinkUnavailableException.class);
    assertThat(stand.requests()).hasSize(1);
  }

  private static JsonNode json(RecordingHttpServer.Request request) throws IOException {
    return new ObjectMapper().readTree(request.body());
  }

  private static Sink pagerDuty(String url) {
    return new PagerDutySink(JsonPost.client(), new SinkSettings.PagerDuty(url, new Secret(KEY)));
  }

  private static Sink slack(String url) {
    return new SlackSink(JsonPost.client(), new Secret(url));
  }

  private static Sink alertmanager(String url) {
    return new AlertmanagerSink(JsonPost.client(), url, Clock.systemUTC());
  }
}
