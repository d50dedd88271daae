package dev.waybill.witness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WitnessServerTest {
  private static final String ORIGIN = "example.org/log";
  private static final GrowingLog LOG = new GrowingLog(ORIGIN, "a", 20);

  @TempDir Path folder;
  private final InMemoryWitnessState state = new InMemoryWitnessState();
  private final HttpClient client = HttpClient.newHttpClient();
  private WitnessServer server;

  @BeforeEach
  void start() throws IOException {
    Path logs = Files.writeString(folder.resolve("logs"), LOG.signer().key() + "\n");
    server =
        WitnessServer.start(
            new Witness(
                WitnessedLogs.read(List.of(logs)),
                state,
                Ed25519Signer.ofWitness("w"),
                Clock.systemUTC()),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void cosignsAndServesCheckpoint() throws Exception {
    HttpResponse<String> cosigned = post(LOG.request(0, 7));
    assertThat(cosigned.statusCode()).isEqualTo(200);
    assertThat(cosigned.body()).startsWith("\u2014 w ");

    HttpResponse<String> served = get("/" + Sha256.hash(ORIGIN).hex() + "/checkpoint");
    assertThat(served.statusCode()).isEqualTo(200);
    SignedNote note = SignedNote.parse(served.body().getBytes(UTF_8));
    assertThat(Checkpoint.of(note.text()).size()).isEqualTo(7);
  }

  @Test
  void namesSizeWithTheTypeThatTheSpecificationDefines() throws Exception {
    post(LOG.request(0, 7));

    HttpResponse<String> conflict = post(LOG.request(0, 9));

    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.body()).isEqualTo("7\n");
    assertThat(conflict.headers().allValues("Content-Type")).containsExactly("text/x.tlog.size");
  }

  @Test
  void answersOtherPathsAndMethodsWithTheirStatus() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/../" + Sha256.hash(ORIGIN).hex() + "/checkpoint").statusCode()).isEqualTo(404);
    assertThat(get("/" + Sha256.hash("other").hex() + "/checkpoint").statusCode()).isEqualTo(404);
    assertThat(get("/add-checkpoint").statusCode()).isEqualTo(405);
    assertThat(post("x".getBytes(UTF_8)).statusCode()).isEqualTo(400);
  }

  @Test
  void rejectsBodyAboveTheLimitWithoutReadingIt() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 100000000\r\n\r\n"
              .getBytes(ISO_8859_1));
      out.write(new byte[AddCheckpointRequest.MAX_BYTES + 1]);
      out.flush();

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 413 ");
    }
    assertThat(post(LOG.request(0, 1)).statusCode()).isEqualTo(200);
  }

  @Test
  void answers500WithoutDetailsWhenTheStateFails() throws Exception {
    state.beforeWrite(
        () -> {
          throw new IllegalStateException("secret place");
        });

    HttpResponse<String> answer = post(LOG.request(0, 7));

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("secret place");
    state.beforeWrite(() -> {});
    assertThat(post(LOG.request(0, 7)).statusCode()).isEqualTo(200);
  }

  @Test
  void closesOldestConnectionWhenTooManyAreOpen() throws Exception {
    try (Socket oldest = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      oldest.getOutputStream().write("POST /add".getBytes(ISO_8859_1));
      Socket[] sockets = new Socket[300];
      for (int at = 0; at < sockets.length; at++) {
        sockets[at] = new Socket(InetAddress.getLoopbackAddress(), server.port());
      }
      assertThat(oldest.getInputStream().read()).isEqualTo(-1);
      assertThat(post(LOG.request(0, 1)).statusCode()).isEqualTo(200);
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void failsToStartOnPortThatIsInUse() {
    assertThatThrownBy(
            () ->
                WitnessServer.start(
                    new Witness(
                        WitnessedLogs.read(List.of(folder.resolve("logs"))),
                        state,
                        Ed25519Signer.ofWitness("w"),
                        Clock.systemUTC()),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())))
        .isInstanceOf(IOException.class);
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri("/add-checkpoint"))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString(UTF_8));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
