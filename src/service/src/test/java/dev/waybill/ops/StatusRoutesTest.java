package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Severity;
import dev.waybill.fixity.plan.LargePlan;
import dev.waybill.status.ObjectAnswer;
import dev.waybill.status.ObjectQuestions;
import dev.waybill.status.SampleStatus;
import dev.waybill.status.StatusReader;
import dev.waybill.status.StatusSources;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the requests that the status page answers. */
final class StatusRoutesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
  void rejectsEveryMethodThatCouldChangeSomething(String method) throws Exception {
    int port = serve(SampleStatus.unknown(), null);

    for (String path : List.of("/", "/status", "/status.css")) {
      HttpResponse<String> answer = send(port, method, path);
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
      assertThat(answer.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/status/", "/Status", "/status/x", "/status.css/", "/statuses", "/x"})
  void answersNoOtherPath(String path) throws Exception {
    assertThat(send(serve(SampleStatus.unknown(), null), "GET", path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"GET,/,302", "GET,/status,200", "GET,/status.css,200", "POST,/status,405"})
  void confinesEveryResponse(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = send(serve(SampleStatus.unknown(), null), method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    StatusResponse.HEADERS.forEach(
        (name, value) -> assertThat(answer.headers().firstValue(name)).hasValue(value));
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .doesNotContain("unsafe", "script-src", "*");
  }

  @Test
  void headHasHeadersOfGetAndNoBody() throws Exception {
    int port = serve(SampleStatus.unknown(), null);

    HttpResponse<String> head = send(port, "HEAD", "/status");
    HttpResponse<String> get = send(port, "GET", "/status");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .isEqualTo(get.headers().firstValue("Content-Length"));
    assertThat(get.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
  }

  @Test
  void asksNothingWhileQuestionsAreSwitchedOff() throws Exception {
    HttpResponse<String> answer =
        send(serve(SampleStatus.unknown(), null), "GET", "/status?object=s3://b/secret");

    assertThat(answer.body()).doesNotContain("secret", "<form");
  }

  @Test
  void answersQuestionOfGetOnly() throws Exception {
    int port = serve(SampleStatus.unknown(), questions());

    assertThat(send(port, "HEAD", "/status?object=s3://b/k").statusCode()).isEqualTo(200);
    assertThat(send(port, "POST", "/status?object=s3://b/k").statusCode()).isEqualTo(405);
    assertThat(asked).hasValue(0);
    assertThat(send(port, "GET", "/status?object=s3://b/%3Cscript%3E").body())
        .contains("whole", "story of &lt;script&gt;")
        .doesNotContain("<script");
    assertThat(asked).hasValue(1);
  }

  @Test
  void rejectsMalformedQuery() throws Exception {
    int port = serve(SampleStatus.unknown(), questions());

    String answer = raw(port, "GET /status?object=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,200",
    "LOCALHOST:8080,200",
    "127.0.0.1:8080,200",
    "127.9.9.9,200",
    "[::1]:8080,200",
    "waybill.localhost,200",
    "evil.example,421",
    "evil.example:8080,421",
    "127.0.0.1.evil.example,421",
    "localhost.evil.example,421",
    "10.0.0.1,421",
    "[::1].evil,400",
    "localhost@evil.example,400"
  })
  void answersOnThisMachineOnlyWhoNamesIt(String host, int status) throws Exception {
    int port = serve(SampleStatus.unknown(), questions());
    String request = " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";

    assertThat(raw(port, "GET /status.css" + request)).startsWith("HTTP/1.1 " + status);
    assertThat(raw(port, "GET /status" + request)).startsWith("HTTP/1.1 " + status);
    assertThat(asked).hasValue(0);
  }

  @Test
  void answersWhoeverReachesPortThatOthersMayReach() throws Exception {
    int port = serve("0.0.0.0", SampleStatus.unknown(), null);

    assertThat(raw(port, "GET /status HTTP/1.1\r\nHost: waybill.internal:8080\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void staysSmallWithTenMillionVersions() throws Exception {
    SampleStatus sample = new SampleStatus(NOW);
    StatusSources sources =
        sample.whole(
            LargePlan.status(10_000_000, NOW, 0),
            true,
            List.of(sample.finding("r", "u", Severity.LOW, "t", "m")));

    HttpResponse<String> answer = send(serve(sources, null), "GET", "/status");

    assertThat(answer.body()).contains("Custody is whole.", "7,059,072 of 10,000,000 versions");
    assertThat(answer.body().length()).isBetween(5_000, 20_000);
  }

  private ObjectQuestions questions() {
    return new ObjectQuestions(
        it -> {
          asked.incrementAndGet();
          return new ObjectAnswer(
              "s3://b/" + it.key(), "whole", "story of " + it.key(), List.of(), List.of());
        },
        ObjectQuestions.Limits.DEFAULT,
        threads,
        Clock.systemUTC());
  }

  private int serve(StatusSources sources, @Nullable ObjectQuestions questions) {
    return serve("127.0.0.1", sources, questions);
  }

  private int serve(String address, StatusSources sources, @Nullable ObjectQuestions questions) {
    Router router = Router.router(vertx);
    StatusReader reader =
        new StatusReader(sources, true, StatusReader.Limits.DEFAULT, threads, Clock.systemUTC());
    new StatusRoutes(address, reader, questions, threads).serve(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private HttpResponse<String> send(int port, String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private static String raw(int port, String request) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] first = socket.getInputStream().readNBytes(12);
      return new String(first, StandardCharsets.US_ASCII);
    }
  }
}
