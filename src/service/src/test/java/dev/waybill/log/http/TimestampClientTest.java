package dev.waybill.log.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.log.time.TimestampAuthority;
import dev.waybill.log.time.TimestampException;
import dev.waybill.testing.ClosedPort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TimestampClientTest {
  private static final byte[] REQUEST = {1, 2, 3};

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Responder responder = exchange -> answer(exchange, 200, new byte[] {9, 8});

  private interface Responder {
    void respond(HttpExchange exchange) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + exchange.getRequestBody().readAllBytes().length);
          try (exchange) {
            responder.respond(exchange);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private byte[] stamp(Duration timeout) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    return new TimestampClient(address, timeout).stamp(REQUEST);
  }

  private void rejects(String message) {
    assertThatThrownBy(() -> stamp(Duration.ofSeconds(20)))
        .isInstanceOf(TimestampException.class)
        .hasMessageStartingWith("waybill.record-log.timestamp-authority " + message);
  }

  @Test
  void postsRequestAndReturnsResponse() {
    assertThat(stamp(Duration.ofSeconds(20))).containsExactly(9, 8);
    assertThat(received).containsExactly("POST application/timestamp-query 3");
  }

  @Test
  void rejectsErrorAndRedirect() {
    responder = exchange -> answer(exchange, 503, new byte[0]);
    rejects("answered 503");
    responder = exchange -> answer(exchange, 302, new byte[0]);
    rejects("answered 302");
    assertThat(received).hasSize(2);
  }

  @Test
  void rejectsResponseThatIsTooLong() {
    responder =
        exchange -> answer(exchange, 200, new byte[TimestampAuthority.MAX_RESPONSE_BYTES + 1]);

    rejects("cannot be reached: java.io.IOException: the response is longer than 65536 bytes");
  }

  @Test
  void acceptsResponseOfTheLargestSize() {
    responder = exchange -> answer(exchange, 200, new byte[TimestampAuthority.MAX_RESPONSE_BYTES]);

    assertThat(stamp(Duration.ofSeconds(20))).hasSize(TimestampAuthority.MAX_RESPONSE_BYTES);
  }

  @Test
  void timesOutWhenTheBodyDoesNotEnd() {
    responder =
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          over.await();
        };

    assertThatThrownBy(() -> stamp(Duration.ofMillis(300)))
        .hasMessage("waybill.record-log.timestamp-authority timed out after 300 ms");
  }

  @Test
  void rejectsClosedPort() {
    try (ClosedPort port = new ClosedPort()) {
      URI address = URI.create("http://127.0.0.1:" + port.number() + "/tsa");
      TimestampClient client = new TimestampClient(address, Duration.ofSeconds(20));

      assertThatThrownBy(() -> client.stamp(REQUEST))
          .isInstanceOf(TimestampException.class)
          .hasMessageStartingWith("waybill.record-log.timestamp-authority cannot be reached: ");
    }
  }
}
