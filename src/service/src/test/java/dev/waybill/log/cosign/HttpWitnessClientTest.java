package dev.waybill.log.cosign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.NoteSignature;
import dev.waybill.testing.ClosedPort;
import dev.waybill.testing.RecordingHttpServer;
import dev.waybill.witness.Ed25519Signer;
import dev.waybill.witness.GrowingLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies of witnesses, good ones and bad ones. */
final class HttpWitnessClientTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Ed25519Signer OWN = Ed25519Signer.ofWitness("witness.example/w");
  private static final GrowingLog LOG = new GrowingLog("example.org/log", "a", 5);
  private static final NoteSignature LINE =
      OWN.sign(LOG.note(5).text(), Instant.parse("2026-11-29T12:00:00Z"));

  private final RecordingHttpServer server = new RecordingHttpServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private WitnessReply ask() {
    return ask(new HttpWitnessClient(), server.url("/tlog"));
  }

  private static WitnessReply ask(HttpWitnessClient client, String prefix) {
    return client
        .addCheckpoint(WitnessEndpoint.of("w", prefix, List.of(OWN.key())), LOG.request(0, 5))
        .join();
  }

  private static String problem(WitnessReply reply) {
    assertThat(reply).isInstanceOf(WitnessReply.Failed.class);
    return ((WitnessReply.Failed) reply).problem();
  }

  @Test
  void postsRequestBelowThePrefixAndReturnsSignatureLines() {
    server.respondWith(200, LINE.line() + LINE.line());

    assertThat(ask()).isEqualTo(new WitnessReply.Signed(List.of(LINE, LINE)));
    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0).method()).isEqualTo("POST");
    assertThat(server.requests().get(0).path()).isEqualTo("/tlog/add-checkpoint");
    assertThat(server.bodies()).containsExactly(new String(LOG.request(0, 5), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"403", "404", "400"})
  void returnsRejections(int status) {
    server.respondWith(status, "no");

    assertThat(ask()).isEqualTo(new WitnessReply.Rejected(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 301, 307, 204, 201})
  void failsOnStatusesThatSayNothing(int status) {
    server.respondWith(status, "", Map.of("Location", server.url("/elsewhere")));

    assertThat(problem(ask())).isEqualTo("answered " + status);
    assertThat(server.requests()).as("no redirect is followed").hasSize(1);
  }

  @Test
  void returnsInconsistency() {
    server.respondWith(422, "no");

    assertThat(ask()).isEqualTo(new WitnessReply.Inconsistent());
  }

  @Test
  void returnsSizeOfConflict() {
    server.respondWith(409, "17\n", Map.of("Content-Type", "text/x.tlog.size"));

    assertThat(ask()).isEqualTo(new WitnessReply.OtherSize(17));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "-1\n", "017\n", "17 18\n", "9999999999999999999\n", "x", "1\n2\n"})
  void failsOnConflictWithoutSize(String body) {
    server.respondWith(409, body);

    assertThat(problem(ask())).startsWith("answered 409 with");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "ok\n", "\u2014 w AAAA\n", "\u2014 w\n", "<html>\n", "\ufffd"})
  void failsOnSomethingElseThanSignatureLines(String body) {
    server.respondWith(200, body);

    assertThat(problem(ask())).startsWith("answered with");
  }

  @Test
  void failsOnLineWithoutEnd() {
    server.respondWith(200, LINE.line().strip());

    assertThat(problem(ask())).isEqualTo("answered without signature lines");
  }

  @Test
  void failsOnReplyAboveTheLimit() {
    server.respondWith(200, LINE.line().repeat(HttpWitnessClient.MAX_RESPONSE_BYTES / 100));

    assertThat(problem(ask()))
        .contains("longer than " + HttpWitnessClient.MAX_RESPONSE_BYTES + " bytes");
  }

  @Test
  void failsWhenReplyIsLate() {
    server.neverRespond();

    assertThat(problem(ask(new HttpWitnessClient(SHORT), server.url("/"))))
        .isEqualTo("no reply within 300 ms");
  }

  @Test
  void failsWhenBodyNeverEnds() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<?> closed = thread.submit(() -> trickle(slow));

      WitnessReply reply =
          ask(new HttpWitnessClient(SHORT), "http://127.0.0.1:" + slow.getLocalPort());

      assertThat(problem(reply)).isEqualTo("no reply within 300 ms");
      assertThat(closed).as("the connection is closed").succeedsWithin(Duration.ofMinutes(1));
    } finally {
      thread.shutdownNow();
    }
  }

  /** Answers headers and a byte, and waits until the client has closed the connection. */
  private static void trickle(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx".getBytes(UTF_8));
      while (socket.getInputStream().read() >= 0) {}
    } catch (IOException e) {
      // A client that is closed before it has read the byte resets the connection.
    }
  }

  @Test
  void failsWhenNobodyListens() {
    try (ClosedPort port = new ClosedPort()) {
      assertThat(problem(ask(new HttpWitnessClient(), "http://127.0.0.1:" + port.number())))
          .startsWith("cannot be reached");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://w", "w.example", "http:", "http://w/?a", "http://w w/", ""})
  void rejectsPrefixThatIsNoUrlOfHttp(String prefix) {
    assertThatThrownBy(() -> WitnessEndpoint.of("w", prefix, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the witness w has the URL " + prefix);
  }
}
