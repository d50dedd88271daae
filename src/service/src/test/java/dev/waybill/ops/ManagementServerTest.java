package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests against a Camel Main with the management port open. */
final class ManagementServerTest {
  private final Main main = new Main();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile boolean queueAnswers = true;
  private int port;

  @BeforeEach
  void configure() throws Exception {
    port = freePort();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    main.bind(ManagementServer.METRICS_REGISTRY, registry);
    new PipelineMeters(registry);
    main.setInitialProperties(new ManagementServer("127.0.0.1", port).camelProperties());
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:a").routeId("intake").to("log:a");
              }
            });
  }

  @AfterEach
  void stop() {
    main.stop();
  }

  @Test
  void isHealthyWhenRoutesRunAndQueueAnswers() throws Exception {
    start("intake");

    assertThat(get("/observe/health")).satisfies(answer -> assertUp(answer));
    assertThat(get("/observe/health/ready")).satisfies(answer -> assertUp(answer));
    assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void isAliveButNotReadyAndNamesAMissingRoute() throws Exception {
    start("intake", "promote");

    HttpResponse<String> answer = get("/observe/health");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("\"DOWN\"", "route promote is missing");
    assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void namesStoppedRoute() throws Exception {
    start("intake");
    main.getCamelContext().getRouteController().stopRoute("intake");

    assertThat(get("/observe/health/ready"))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body()).contains("route intake is Stopped");
            });
  }

  @Test
  void isNotReadyWithoutExpectedRoutes() throws Exception {
    start();

    assertThat(get("/observe/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void namesQueueThatDoesNotAnswer() throws Exception {
    queueAnswers = false;
    start("intake");

    HttpResponse<String> answer = get("/observe/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("waybill-queue", "the queue does not answer");
  }

  @Test
  void servesPrometheusTextWithZeros() throws Exception {
    start("intake");

    HttpResponse<String> answer = get("/observe/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "waybill_outcomes_total{outcome=\"promoted\"} 0.0",
            "waybill_outcomes_total{outcome=\"rejected-digest-mismatch\"} 0.0",
            "waybill_custody_duration_seconds_bucket",
            "jvm_memory_used_bytes");
  }

  private void start(String... expectedRoutes) throws Exception {
    main.init();
    new HealthChecks(main.getCamelContext())
        .routes(List.of(expectedRoutes))
        .queue(
            () -> {
              if (!queueAnswers) {
                throw new IOException("connection reset");
              }
            });
    main.start();
  }

  private static void assertUp(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.body()).contains("\"UP\"").doesNotContain("DOWN");
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
