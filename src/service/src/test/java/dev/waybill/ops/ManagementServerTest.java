package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.status.SampleStatus;
import dev.waybill.status.StatusReader;
import dev.waybill.testing.FreePort;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests against a Camel Main with the management port open. */
final class ManagementServerTest {
  private static final DeploymentDigests DEPLOYMENT =
      new DeploymentDigests(Sha256.hash("routes"), Sha256.hash("settings"), Sha256.hash("sql"));

  private final Main main = new Main();
  private final ManagementVertx vertx = new ManagementVertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile boolean queueAnswers = true;
  private volatile String role = "leader";
  private int port;

  @BeforeEach
  void configure() throws Exception {
    port = FreePort.find();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    main.bind(ManagementServer.METRICS_REGISTRY, registry);
    main.bind(ManagementServer.VERTX, vertx.vertx());
    new PipelineMeters(
        registry, CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/")));
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
    vertx.close();
  }

  @Test
  void showsRoleOfReplicaAndStaysReadyWithoutLeadership() throws Exception {
    start("intake");
    role = "follower: lost";

    HttpResponse<String> answer = get("/observe/health/ready?exposureLevel=full");

    assertUp(answer);
    assertThat(answer.body()).contains("waybill-leadership", "follower: lost");
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
  void statesRoutesConfigurationAndSqlAtWork() throws Exception {
    start("intake");

    for (String path : List.of("/observe/health", "/observe/health/ready")) {
      HttpResponse<String> answer = get(path + "?exposureLevel=full");
      assertUp(answer);
      assertThat(answer.body()).contains("waybill-deployment", DEPLOYMENT.toString());
    }
  }

  @Test
  void servesPrometheusTextWithZeros() throws Exception {
    start("intake");

    HttpResponse<String> answer = get("/observe/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "waybill_outcomes_total{outcome=\"promoted\",scope=\"default\"} 0.0",
            "waybill_outcomes_total{outcome=\"rejected-digest-mismatch\",scope=\"default\"} 0.0",
            "waybill_custody_duration_seconds_bucket",
            "jvm_memory_used_bytes");
  }

  @Test
  void servesStatusPageBesideHealthAndMetrics() throws Exception {
    start("intake");
    StatusReader reader =
        new StatusReader(
            SampleStatus.unknown(),
            false,
            StatusReader.Limits.DEFAULT,
            ForkJoinPool.commonPool(),
            Clock.systemUTC());
    new StatusRoutes("127.0.0.1", reader, null, ForkJoinPool.commonPool())
        .serve(main.getCamelContext());

    HttpResponse<String> page = get("/status");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("It is not known whether custody is whole.");
    assertThat(get("/").headers().firstValue("Location")).hasValue("status");
    assertThat(get("/status.css").body()).contains("color-scheme");
    assertThat(get("/observe/health")).satisfies(answer -> assertUp(answer));
    assertThat(get("/observe/metrics").body()).contains("waybill_outcomes_total");
  }

  @Test
  void doesNotSpeakHttp2WithoutTls() throws Exception {
    start("intake");

    // The decoder of HTTP/1.1 repeats the version of the request; a frame would not be text.
    assertThat(firstLine("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        .isEqualTo("HTTP/2.0 501 Not Implemented");
    String upgrade =
        String.join(
            "\r\n",
            "GET /observe/health HTTP/1.1",
            "Host: a",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
            "",
            "");
    assertThat(firstLine(upgrade)).startsWith("HTTP/1.1 200");
  }

  /** One connection must not be able to occupy a core with header frames that never end. */
  @Test
  void closesConnectionOfContinuationFlood() throws Exception {
    start("intake");
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    byte[] headersWithoutEnd = {0, 0, 0, 1, 0, 0, 0, 0, 1};
    byte[] continuation = {0, 0, 0, 9, 0, 0, 0, 0, 1};

    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      // The server may close the connection at any of the frames, the first one included.
      assertThatThrownBy(
              () -> {
                out.write(preface);
                out.write(settings);
                out.write(headersWithoutEnd);
                for (int frame = 0; frame < 1_000_000; frame++) {
                  out.write(continuation);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(get("/observe/health")).satisfies(answer -> assertUp(answer));
  }

  @Test
  void rejectsLargeHeaders() throws Exception {
    start("intake");
    String large = "x".repeat(ManagementVertx.MAX_HEADER_BYTES);

    assertThat(firstLine("GET /observe/health HTTP/1.1\r\nHost: a\r\nX: " + large + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  @Test
  void answersProbesWhileAClientHoldsAllConnections() throws Exception {
    start("intake");
    List<Socket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * ManagementVertx.MAX_CONNECTIONS; i++) {
        held.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      assertThat(get("/observe/health")).satisfies(answer -> assertUp(answer));
      held.get(0).setSoTimeout(60_000);
      assertThat(held.get(0).getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  /** Returns the first line of the answer to a request; empty when the connection is closed. */
  private String firstLine(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      return line == null ? "" : line;
    }
  }

  private void start(String... expectedRoutes) throws Exception {
    main.init();
    QueueMonitor queue = new QueueMonitor("test", this::queueDepth, Clock.systemUTC());
    queue.read();
    new HealthChecks(main.getCamelContext())
        .routes(List.of(expectedRoutes))
        .queue(queue)
        .deployment(DEPLOYMENT)
        .leadership(() -> role);
    main.start();
  }

  private OptionalLong queueDepth() throws IOException {
    if (!queueAnswers) {
      throw new IOException("connection reset");
    }
    return OptionalLong.of(0);
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
}
